import { get, send } from './request'
import type {
  Complaint,
  ComplaintDraft,
  ComplaintMatter,
  ComplaintRow,
  Grade,
  Items,
  MonthlyResults,
  MyRating,
  MyRatings,
  Opinion,
  Page,
} from './types'

export const myRatings = (part: 'pending' | 'done', cursor?: string | null) =>
  get<MyRatings>('/ratings', { query: { part, cursor } })
export const rating = (id: string) => get<MyRating>(`/ratings/${id}`)
export const rate = (id: string, opinion: Opinion) => send<MyRating>('POST', `/ratings/${id}/rate`, opinion)
export const follow = (id: string, grade: Grade, words: string) =>
  send<MyRating>('POST', `/ratings/${id}/follow`, { grade, words })
/** Public. */
export const monthlyResults = (month?: string | null) =>
  get<MonthlyResults>('/ratings/results', { query: { month }, anonymous: true })

export const myComplaints = (cursor?: string | null) => get<Page<ComplaintRow>>('/complaints', { query: { cursor } })
export const complaint = (id: string) => get<Complaint>(`/complaints/${id}`)
export const complaintMatters = () => get<Items<ComplaintMatter>>('/complaints/matters')
export const submitComplaint = (draft: ComplaintDraft) => send<Complaint>('POST', '/complaints', draft)
export const closeComplaint = (row: Complaint) =>
  send<Complaint>('POST', `/complaints/${row.id}/close`, { version: row.version })
export const reopenComplaint = (row: Complaint, words: string) =>
  send<Complaint>('POST', `/complaints/${row.id}/reopen`, { version: row.version, words })
