import { get, send } from './request'
import type { Appointment, Page, SlotBoard } from './types'

export const slots = (itemCode: string, days = 14, from?: string) =>
  get<SlotBoard>(`/guides/${encodeURIComponent(itemCode)}/slots`, { query: { from, days }, anonymous: true })
export const hold = (slot_id: string, item_code: string) =>
  send<Appointment>('POST', '/appointments', { slot_id, item_code })
export const confirm = (id: string) =>
  send<Appointment>('POST', `/appointments/${id}/confirm`, { materials_confirmed: true })
export const reschedule = (id: string, slot_id: string) =>
  send<Appointment>('POST', `/appointments/${id}/reschedule`, { slot_id })
export const cancel = (id: string) => send<Appointment>('POST', `/appointments/${id}/cancel`)
export const appointment = (id: string) => get<Appointment>(`/appointments/${id}`)
export const myAppointments = (cursor?: string | null) =>
  get<Page<Appointment>>('/me/appointments', { query: { cursor } })
