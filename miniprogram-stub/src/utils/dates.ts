const ZONE_HOURS = 8

/** The parts of an instant as the centre's clock shows them (Asia/Shanghai has had one offset since 1991). */
function centreTime(instant: string): Date {
  return new Date(Date.parse(instant) + ZONE_HOURS * 3_600_000)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** `2026-11-23T09:10:00+08:00` → `11月23日 09:10`. An unreadable instant gives an empty string. */
export function dateTimeText(instant: string | null | undefined): string {
  if (!instant || Number.isNaN(Date.parse(instant))) return ''
  const at = centreTime(instant)
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}

/** `2026-11-03` → `2026年11月3日`. What is no day stays as it is. */
export function dayText(day: string): string {
  return day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
}

/** `2026-11-23T09:10:05+08:00` → `09:10:05`. */
export function clockText(instant: string): string {
  const at = centreTime(instant)
  return [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':')
}

/** Seconds → `4:05`. Never below `0:00`. */
export function countdownText(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds))
  return `${Math.floor(left / 60)}:${two(left % 60)}`
}

/** Milliseconds of the device → instant in ISO 8601, for "as of" lines of stored copies. */
export function isoFromMs(ms: number): string {
  return new Date(ms).toISOString()
}
