import type { Tone } from './tones'

/** The two lowest grades are 差评: they open a rectification. */
export const isBad = (grade: number): boolean => grade <= 2

/** How a grade looks. */
export function gradeTone(grade: number): Tone {
  if (isBad(grade)) return 'late'
  return grade === 3 ? 'warn' : 'ok'
}

/** A share as one reads it; a month with too few ratings has none. */
export const shareText = (share: number | null): string => (share === null ? '评价太少,不算比例' : `${share}%`)

/** `2026-10` → `2026年10月`. */
export const monthText = (month: string): string => month.replace(/^(\d{4})-0?(\d+)$/, '$1年$2月')
