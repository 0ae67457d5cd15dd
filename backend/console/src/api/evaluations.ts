import { get, post } from './http'
import type {
  ComplaintDetail,
  ComplaintList,
  ComplaintView,
  Lates,
  Rater,
  RatingDetail,
  RatingFilter,
  RatingList,
} from './types'

export const listRatings = (filter: RatingFilter, cursor?: string | null) =>
  get<RatingList>('/staff/ratings', { ...filter, cursor })
export const readRating = (id: string) => get<RatingDetail>(`/staff/ratings/${id}`)
/** Who rated; the asking is on record. */
export const askWho = (id: string) => post<Rater>(`/staff/ratings/${id}/person`)
/** @param path the last part of the verb's address */
export const actOnRating = (id: string, path: string, body: object) => post<RatingDetail>(`/staff/ratings/${id}/${path}`, body)
export const listLates = () => get<Lates>('/staff/ratings/lates')
export const reportAddress = (month: string) => `/api/v1/staff/ratings/report.xlsx?month=${month}`

export const listComplaints = (view: ComplaintView, cursor?: string | null) =>
  get<ComplaintList>('/staff/complaints', { view, cursor })
export const readComplaint = (id: string) => get<ComplaintDetail>(`/staff/complaints/${id}`)
export const actOnComplaint = (row: ComplaintDetail, verb: string, body: object = {}) =>
  post<ComplaintDetail | undefined>(`/staff/complaints/${row.id}/${verb}`, { version: row.version, ...body })
