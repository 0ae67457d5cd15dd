import { get, post } from './http'
import type { Board, BulkResult, DepartmentLoad, JointRow, PendingExtension, Proposal, Stateful } from './types'

export const readBoard = (cursor?: string | null) => get<Board>('/staff/coordination/board', { cursor, limit: 50 })
export const listExtensions = () => get<{ items: PendingExtension[] }>('/staff/coordination/extensions')
export const listJoint = () => get<{ items: JointRow[] }>('/staff/coordination/joint')
export const readLoad = () => get<{ items: DepartmentLoad[] }>('/staff/coordination/load')
export const routeMany = (rows: readonly Stateful[], department: string, reason: string) =>
  post<{ items: BulkResult[] }>('/staff/coordination/route', {
    items: rows.map(({ id, version }) => ({ id, version })),
    department,
    reason,
  })
export const listProposals = () => get<{ items: Proposal[] }>('/staff/faq-proposals', { state: 'proposed' })
export const publishProposal = (row: Stateful, words: { item: string; question: string; answer?: string }) =>
  post<Proposal>(`/staff/faq-proposals/${row.id}/publish`, { version: row.version, ...words })
export const declineProposal = (row: Stateful, note: string) =>
  post<Proposal>(`/staff/faq-proposals/${row.id}/decline`, { version: row.version, note })
