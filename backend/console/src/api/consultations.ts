import { get, post } from './http'
import type { ConsultationDetail, ConsultationList, ConsultationView, FoundBasis, Reply, Stateful } from './types'

const act = (row: Stateful, verb: string, body: object = {}) =>
  post<ConsultationDetail>(`/staff/consultations/${row.id}/${verb}`, { version: row.version, ...body })

export const listConsultations = (view: ConsultationView, cursor?: string | null) =>
  get<ConsultationList>('/staff/consultations', { view, cursor })
export const readConsultation = (id: string) => get<ConsultationDetail>(`/staff/consultations/${id}`)
export const claim = (row: Stateful) => act(row, 'claim')
export const forward = (row: Stateful, department: string, reason: string) => act(row, 'forward', { department, reason })
export const giveBack = (row: Stateful, reason: string) => act(row, 'return', { reason })
export const reply = (row: Stateful, answer: Reply) => act(row, 'reply', answer)
export const findBasis = (q: string, item?: string) =>
  get<{ items: FoundBasis[] }>('/staff/basis', { q, item })
