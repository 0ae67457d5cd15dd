import { get, post } from './http'
import type { HallWindow, StaffTicket, WindowQueue } from './types'

export const OUTCOMES = ['办结', '已受理', '材料不齐', '咨询', '其他'] as const

export const listWindows = () => get<{ items: HallWindow[] }>('/staff/windows')
export const readQueue = (window: string) => get<WindowQueue>(`/staff/windows/${window}/queue`)
export const changeWindow = (window: string, verb: string) => post<HallWindow>(`/staff/windows/${window}/${verb}`)
export const callNext = (window: string) => post<{ ticket: StaffTicket | null }>(`/staff/windows/${window}/call-next`)

export const actOnTicket = (ticket: StaffTicket, verb: string) =>
  post<StaffTicket>(`/staff/tickets/${ticket.id}/${verb}`, { version: ticket.version })

export const finishTicket = (ticket: StaffTicket, outcome: string, note: string) =>
  post<StaffTicket>(`/staff/tickets/${ticket.id}/finish`, {
    version: ticket.version,
    outcome,
    ...(note ? { note } : {}),
  })

/** @param code the scanned QR text or the typed check-in code */
export const checkIn = (code: string, asWalkIn = false) =>
  post<StaffTicket>('/staff/check-ins', { code, as_walk_in: asWalkIn })

export const issueWalkIn = (body: { item_code: string; name?: string; phone?: string }) =>
  post<StaffTicket>('/staff/tickets', body)
