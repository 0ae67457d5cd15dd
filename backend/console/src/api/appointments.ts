import { get } from './http'
import type { Page, StaffAppointment } from './types'

export const listAppointments = (day: string, cursor?: string | null) =>
  get<Page<StaffAppointment>>('/staff/appointments', { day, cursor, limit: 100 })
