// How a case's state and deadline are said and coloured.
import type { Tone } from '../../components/StatusTag.vue'

const TONES: Record<string, Tone> = {
  registered: 'brand',
  supplementing: 'warn',
  accepted: 'brand',
  in_progress: 'brand',
  approved: 'ok',
  refused: 'late',
  not_accepted: 'late',
  closed: 'plain',
}

export const caseTone = (state: string): Tone => TONES[state] ?? 'plain'

/** @param days working days left; negative when late */
export function daysText(days: number): string {
  if (days < 0) return `超 ${-days} 个工作日`
  return days === 0 ? '今天到期' : `剩 ${days} 个工作日`
}
