// Times as staff read them, always Asia/Shanghai. The server sends ISO instants.

const ZONE = 'Asia/Shanghai'
const day = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const full = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, month: 'long', day: 'numeric' })
const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, weekday: 'short' })
const DAY_MS = 86_400_000

/** `2026-11-21`, the Shanghai day of an instant. */
export function dayOf(instant: Date): string {
  return day.format(instant)
}

/** `16:30` */
export function clockTime(iso: string): string {
  return clock.format(new Date(iso))
}

/** `今天 16:30`, `明天 9:10`, `11月30日 周一 09:10` */
export function friendlyTime(iso: string, now: Date): string {
  return `${friendlyDay(iso, now)} ${clockTime(iso)}`
}

/** `今天`, `昨天`, `明天`, `11月30日 周一` for an instant or a plain day. */
export function friendlyDay(iso: string, now: Date): string {
  const that = iso.length === 10 ? iso : dayOf(new Date(iso))
  const near: Record<string, string> = {
    [dayOf(now)]: '今天',
    [dayOf(new Date(now.getTime() + DAY_MS))]: '明天',
    [dayOf(new Date(now.getTime() - DAY_MS))]: '昨天',
  }
  return near[that] ?? fullDay(new Date(`${that}T12:00:00+08:00`))
}

/** `11月30日 周一` */
export function fullDay(instant: Date): string {
  return `${full.format(instant)} ${weekday.format(instant)}`
}

/** `3:07`, `1:02:09`: time since a moment, for the clock since a call. */
export function elapsed(sinceIso: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - new Date(sinceIso).getTime()) / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const tail = `${hours ? String(minutes).padStart(2, '0') : minutes}:${String(rest).padStart(2, '0')}`
  return hours ? `${hours}:${tail}` : tail
}

/** `9:05` or `09:05:30` typed for a day becomes an instant; null when it is no time of day. */
export function instantOf(typed: string, day: string): string | null {
  const match = /^([01]?\d|2[0-3])[:：]([0-5]\d)(?:[:：]([0-5]\d))?$/.exec(typed.trim())
  return match ? `${day}T${match[1]!.padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}+08:00` : null
}

/** The hour of the day in Shanghai, 0 to 23. */
export const hourOf = (instant: Date): number => Number(clock.format(instant).slice(0, 2))
