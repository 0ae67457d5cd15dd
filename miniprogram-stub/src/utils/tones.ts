import type { IconName } from '@/icons'

export type Tone = 'ok' | 'info' | 'warn' | 'late' | 'quiet'

const TONES: Record<string, Tone> = {
  // slots and days
  plenty: 'ok',
  tight: 'warn',
  full: 'late',
  closed: 'quiet',
  // appointments
  held: 'warn',
  booked: 'info',
  checked_in: 'info',
  served: 'ok',
  expired: 'quiet',
  cancelled_by_citizen: 'quiet',
  cancelled_by_centre: 'late',
  no_show: 'late',
  // waiting list and booking record
  offered: 'warn',
  declined: 'quiet',
  lapsed: 'quiet',
  ended: 'quiet',
  blocked: 'late',
  pending: 'info',
  upheld: 'ok',
  // tickets
  waiting: 'info',
  called: 'warn',
  serving: 'info',
  passed: 'late',
  finished: 'ok',
  left: 'quiet',
  // cases
  registered: 'info',
  supplementing: 'late',
  accepted: 'info',
  in_progress: 'info',
  approved: 'ok',
  refused: 'late',
  not_accepted: 'late',
  // parcels
  chosen: 'info',
  packed: 'info',
  ordered: 'info',
  shipped: 'info',
  delivered: 'ok',
  handed_over: 'ok',
  exception: 'late',
  returned: 'late',
  cancelled: 'quiet',
  // consultations
  routed: 'info',
  claimed: 'info',
  answered: 'ok',
  // complaints
  received: 'info',
  handling: 'info',
  replied: 'ok',
}

const ICONS: Record<Tone, IconName> = {
  ok: 'circleCheck',
  info: 'circleDot',
  warn: 'clock',
  late: 'circleAlert',
  quiet: 'circle',
}

/** How a state looks. `closed` is quiet for a day, done for a case or a consultation: say which by `done`. */
export function toneOf(state: string, done = false): Tone {
  if (state === 'closed' && done) return 'ok'
  return TONES[state] ?? 'info'
}

export function iconOf(tone: Tone): IconName {
  return ICONS[tone]
}
