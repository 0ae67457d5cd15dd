import { get, post, put } from './http'
import type { AddedKiosk, HallWindow, Kiosk, StaffTicket, TicketSlip, WindowQueue } from './types'

export const OUTCOMES = ['办结', '已受理', '材料不齐', '咨询', '其他'] as const

export const PAUSE_REASONS = ['午休', '开会', '暂离', '设备故障', '其他'] as const
export const PRIORITIES = [
  { value: 'elder', label: '老年人' },
  { value: 'frail', label: '病人体弱者' },
  { value: 'expecting', label: '孕妇' },
  { value: 'disabled', label: '残疾人' },
  { value: 'military', label: '军人和退役军人' },
] as const

export const listWindows = () => get<{ items: HallWindow[] }>('/staff/windows')
export const readQueue = (window: string) => get<WindowQueue>(`/staff/windows/${window}/queue`)
export const changeWindow = (window: string, verb: string) => post<HallWindow>(`/staff/windows/${window}/${verb}`)
export const pauseWindow = (window: string, reason: string) => post<HallWindow>(`/staff/windows/${window}/pause`, { reason })
export const chooseTakes = (window: HallWindow, departments: string[], items: string[]) =>
  put<HallWindow>(`/staff/windows/${window.code}/takes`, { version: window.version, departments, items })
export const callNext = (window: string) => post<{ ticket: StaffTicket | null }>(`/staff/windows/${window}/call-next`)

export const actOnTicket = (ticket: StaffTicket, verb: string) =>
  post<StaffTicket>(`/staff/tickets/${ticket.id}/${verb}`, { version: ticket.version })

export const finishTicket = (ticket: StaffTicket, outcome: string, note: string) =>
  post<StaffTicket>(`/staff/tickets/${ticket.id}/finish`, {
    version: ticket.version,
    outcome,
    ...(note ? { note } : {}),
  })

/** @param to exactly one of the two */
export const transferTicket = (ticket: StaffTicket, to: { window: string } | { department: string }) =>
  post<StaffTicket>(`/staff/tickets/${ticket.id}/transfer`, { version: ticket.version, ...to })

export const addItem = (ticket: StaffTicket, item_code: string) =>
  post<StaffTicket>(`/staff/tickets/${ticket.id}/items`, { version: ticket.version, item_code })

export const setPriority = (ticket: StaffTicket, priority: string | null) =>
  put<StaffTicket>(`/staff/tickets/${ticket.id}/priority`, { version: ticket.version, priority })

export const correctTime = (ticket: StaffTicket, moment: string, at: string, reason: string) =>
  post<StaffTicket>(`/staff/tickets/${ticket.id}/correct-time`, { version: ticket.version, moment, at, reason })

/** @param code the scanned QR text, the typed check-in code, an identity number or a phone */
export const checkIn = (code: string, asWalkIn = false) =>
  post<StaffTicket>('/staff/check-ins', { code, as_walk_in: asWalkIn })

export const issueWalkIn = (body: { item_code: string; name?: string; phone?: string; priority?: string }) =>
  post<StaffTicket>('/staff/tickets', body)

export const readSlip = (ticket: string) => get<TicketSlip>(`/staff/tickets/${ticket}/slip`)

export const listKiosks = () => get<{ items: Kiosk[] }>('/staff/kiosks')
export const addKiosk = (name: string, hall: string) => post<AddedKiosk>('/staff/kiosks', { name, hall })
export const revokeKiosk = (kiosk: Kiosk) => post<Kiosk>(`/staff/kiosks/${kiosk.id}/revoke`)
