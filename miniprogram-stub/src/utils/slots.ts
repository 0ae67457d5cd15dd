import type { Slot, SlotDay } from '@/api/types'

export interface SlotGroup {
  label: string
  slots: Slot[]
}

/** Morning and afternoon, empty groups left out. */
export function slotGroups(slots: Slot[]): SlotGroup[] {
  return [
    { label: '上午', slots: slots.filter((slot) => slot.period === 'am') },
    { label: '下午', slots: slots.filter((slot) => slot.period === 'pm') },
  ].filter((group) => group.slots.length > 0)
}

export function isOpen(day: SlotDay): boolean {
  return day.free > 0 && (day.state === 'plenty' || day.state === 'tight')
}

export function findSlot(days: SlotDay[], id: string): Slot | null {
  return days.flatMap((day) => day.slots).find((slot) => slot.id === id) ?? null
}

/** Empty cells before the first day, so that the grid begins on Monday. */
export function leadingBlanks(days: SlotDay[]): number {
  if (!days.length) return 0
  return (new Date(`${days[0].day}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** What a screen reader says for a day: `6月15日 周二 充足 余 4 个`. */
export function dayLabel(day: SlotDay): string {
  if (isOpen(day)) return `${day.label} ${day.state_label} 余 ${day.free} 个`
  return [day.label, day.state_label, day.reason].filter(Boolean).join(' ')
}

/** `11月23日 周一 9:10–9:30` for a slot out of the board. */
export function slotText(days: SlotDay[], slot: Slot): string {
  const day = days.find((one) => one.day === slot.day)
  return `${day?.label ?? slot.day} ${slot.time_text}`
}
