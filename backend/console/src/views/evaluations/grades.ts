import type { Tone } from '../../components/StatusTag.vue'

export const GRADES = [
  { value: '5', label: '非常满意' },
  { value: '4', label: '满意' },
  { value: '3', label: '基本满意' },
  { value: '2', label: '不满意' },
  { value: '1', label: '非常不满意' },
] as const

/** The two lowest grades are 差评. */
export function gradeTone(grade: number): Tone {
  if (grade <= 2) return 'late'
  return grade === 3 ? 'warn' : 'ok'
}
