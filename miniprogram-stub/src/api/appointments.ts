import { get, getText, send } from './request'
import type {
  Alternatives,
  Appointment,
  Credit,
  Items,
  Page,
  PartyInput,
  SlotBoard,
  Ticket,
  WaitInput,
  WaitlistEntry,
} from './types'

/** Times for one item or for several together; `moving` is the appointment that looks for another time. */
export const slots = (codes: string[], moving = '', days = 14) => {
  if (moving) return get<SlotBoard>(`/appointments/${moving}/slots`, { query: { days } })
  const [first, ...others] = codes
  const query = { days, with: others.join(',') || undefined }
  return get<SlotBoard>(`/guides/${encodeURIComponent(first)}/slots`, { query, anonymous: true })
}
export const hold = (slot_id: string, item_codes: string[], party: PartyInput) =>
  send<Appointment>('POST', '/appointments', { slot_id, item_codes, party })
export const confirm = (id: string) =>
  send<Appointment>('POST', `/appointments/${id}/confirm`, { materials_confirmed: true })
export const reschedule = (id: string, slot_id: string) =>
  send<Appointment>('POST', `/appointments/${id}/reschedule`, { slot_id })
/** The nearest other times for a booking whose place the centre took. */
export const alternatives = (id: string) => get<Alternatives>(`/appointments/${id}/alternatives`)
export const cancel = (id: string) => send<Appointment>('POST', `/appointments/${id}/cancel`)
export const appointment = (id: string) => get<Appointment>(`/appointments/${id}`)
export const calendarFile = (id: string) => getText(`/appointments/${id}/calendar`)
export const myAppointments = (cursor?: string | null) =>
  get<Page<Appointment>>('/me/appointments', { query: { cursor } })
export const rejoin = (ticket: Ticket) =>
  send<Ticket>('POST', `/me/tickets/${ticket.id}/rejoin`, { version: ticket.version })

export const wait = (body: WaitInput) => send<WaitlistEntry>('POST', '/waitlist', body)
export const myWaitlist = () => get<Items<WaitlistEntry>>('/me/waitlist')
export const leaveWaitlist = (id: string) => send<WaitlistEntry>('POST', `/waitlist/${id}/leave`)

export const myCredit = () => get<Credit>('/me/credit')
export const appeal = (lineId: string, words: string) =>
  send<Credit>('POST', `/me/credit/${lineId}/appeal`, { words })
