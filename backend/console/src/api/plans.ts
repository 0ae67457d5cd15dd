import { get, post, put } from './http'
import type {
  BankWindow,
  BookingConflict,
  ConflictPage,
  DeskAppointment,
  DeskBooking,
  DeskSlots,
  Entered,
  PlanEntry,
  PlanOverview,
  PlanRequest,
  PoolBrief,
  PoolInput,
  PoolPlan,
  Preview,
  WindowBank,
  WindowInput,
} from './types'

export const readPlans = () => get<PlanOverview>('/staff/plans')
export const readPool = (id: string) => get<PoolPlan>(`/staff/pools/${id}`)
export const previewChange = (body: PlanRequest) => post<Preview>('/staff/plans/preview', body)
export const enterChange = (body: PlanRequest) => post<Entered>('/staff/plans/changes', body)
export const withdrawEntry = (entry: PlanEntry) =>
  post<void>(`/staff/plans/${entry.kind === 'leave' ? 'leaves' : 'exceptions'}/${entry.id}/withdraw`)
export const addPool = (body: PoolInput) => post<PoolBrief>('/staff/pools', body)
export const changePool = (pool: PoolBrief, body: PoolInput) =>
  put<PoolBrief>(`/staff/pools/${pool.id}`, { ...body, version: pool.version })

export const readWindows = () => get<WindowBank>('/staff/window-bank')
export const addWindow = (body: WindowInput) => post<WindowBank>('/staff/window-bank', body)
export const changeBankWindow = (window: BankWindow, body: WindowInput, hidden: boolean) =>
  put<WindowBank>(`/staff/window-bank/${window.code}`, { ...body, hidden, version: window.version })

export const listConflicts = (view: string, cursor: string | null) => get<ConflictPage>('/staff/conflicts', { view, cursor })
/** @param verb `call` or `keep` */
export const answerConflict = (row: BookingConflict, verb: string, note: string) =>
  post<BookingConflict>(`/staff/conflicts/${row.id}/${verb}`, { version: row.version, note })
export const readPhone = (row: BookingConflict) => post<{ phone: string }>(`/staff/conflicts/${row.id}/phone`)

export const DESK_REASONS = ['市民来电要求', '窗口停号', '约错了', '其他'] as const
export type DeskReason = (typeof DESK_REASONS)[number]
export const deskSlots = (items: readonly string[]) => get<DeskSlots>('/staff/desk-slots', { items: items.join(',') })
export const bookAtDesk = (body: DeskBooking) => post<DeskAppointment>('/staff/bookings', body)
export const readBooking = (id: string) => get<DeskAppointment>(`/staff/bookings/${id}`)
export const moveBooking = (id: string, version: number, slot: string, reason: DeskReason) =>
  post<DeskAppointment>(`/staff/bookings/${id}/reschedule`, { version, slot_id: slot, reason })
export const cancelBooking = (id: string, version: number, reason: DeskReason) =>
  post<DeskAppointment>(`/staff/bookings/${id}/cancel`, { version, reason })
