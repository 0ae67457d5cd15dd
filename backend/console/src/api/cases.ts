import { get, post } from './http'
import type { CasePrefill, Page, Receipt, Registration, StaffCase, StaffCaseBrief, Stateful } from './types'

export type CaseView = 'open' | 'mine' | 'late' | 'decided'

export const listCases = (view: CaseView, q: string, cursor?: string | null) =>
  get<Page<StaffCaseBrief>>('/staff/cases', { view, q, cursor })
export const readCase = (id: string) => get<StaffCase>(`/staff/cases/${id}`)
export const prefillCase = (ticket: string) => get<CasePrefill>('/staff/cases/prefill', { ticket_id: ticket })
export const registerCase = (body: Registration) => post<StaffCase>('/staff/cases', body)
export const readReceipt = (id: string) => get<Receipt>(`/staff/cases/${id}/receipt`)

/** @param verb an action name of the server: accept, supplement, supplied, refuse-acceptance, advance, decide, hand-over */
export const actOnCase = (row: Stateful, verb: string, body: object = {}) =>
  post<StaffCase>(`/staff/cases/${row.id}/${verb}`, { version: row.version, ...body })
