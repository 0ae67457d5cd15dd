// When an unattended screen tries again, admits that it is stale, and starts afresh. Pure.

const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** The server pings every 20 s and the state is read every 30 s: after three silent rounds what is shown may be old. */
export const STALE_MS = 75_000
const HOUR_MS = 3_600_000
const NIGHT_HOUR = 3

/** How long to wait before the next try: doubling, at most a minute, spread by up to a fifth over several screens. */
export function backOff(tries: number, spread: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10))
  return Math.round(base * (1 + 0.2 * spread))
}

/** Whether what is shown may not be true any more. */
export const isStale = (heardAt: number, now: number): boolean => now - heardAt > STALE_MS

/**
 * Whether to load the page anew: once a night, so that no memory and no old build stays for weeks.
 * @param hour the hour of the day in Shanghai
 */
export function shouldReload(startedAt: number, now: number, hour: number): boolean {
  return hour === NIGHT_HOUR && now - startedAt > HOUR_MS
}
