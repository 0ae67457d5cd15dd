// Where somebody is at the machine, and when it goes back to the start by itself. Pure.

export type Step = 'start' | 'check-in' | 'department' | 'item' | 'group' | 'done'

/** The number stays on the screen for so long. */
export const SHOWN_SECONDS = 20
/** Without a touch the machine goes back, so that nobody finds what somebody else typed. */
export const IDLE_SECONDS = 60

const BACK: Record<Step, Step> = {
  start: 'start',
  'check-in': 'start',
  department: 'start',
  item: 'department',
  group: 'item',
  done: 'start',
}

export const back = (step: Step): Step => BACK[step]

/** Seconds until the machine goes back to the start; null at the start itself. */
export function secondsLeft(step: Step, touchedAt: number, now: number): number | null {
  if (step === 'start') return null
  const patience = step === 'done' ? SHOWN_SECONDS : IDLE_SECONDS
  return Math.max(0, patience - Math.floor((now - touchedAt) / 1000))
}

/** An identity number as it is typed: 18 characters, the last one may be X. */
export function typed(number: string, key: string): string {
  if (key === '⌫') return number.slice(0, -1)
  if (key === 'X' && number.length !== 17) return number
  return number.length < 18 ? number + key : number
}

/** The four digits at the end of a phone as they are typed. */
export function typedEnd(end: string, key: string): string {
  if (key === '⌫') return end.slice(0, -1)
  return key === 'X' || end.length >= 4 ? end : end + key
}

/** ``110101 19900307 0011``, so that people can compare it with the card. */
export const spaced = (number: string): string =>
  [number.slice(0, 6), number.slice(6, 14), number.slice(14)].filter(Boolean).join(' ')
