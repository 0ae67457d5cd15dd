import { get, post, put, remove } from './http'
import type {
  ConsultationDetail,
  ConsultationList,
  ConsultationView,
  DraftRequest,
  FoundBasis,
  KeptDraft,
  OwnDraft,
  Phrase,
  Proposal,
  Reply,
  Stateful,
  Suggestion,
} from './types'

const path = (id: string, part: string) => `/staff/consultations/${id}/${part}`

/** A verb on a consultation as it was shown; the server refuses when it has changed since. */
export const act = (row: Stateful, verb: string, body: object = {}) =>
  post<ConsultationDetail>(path(row.id, verb), { version: row.version, ...body })

export const listConsultations = (view: ConsultationView, cursor?: string | null) =>
  get<ConsultationList>('/staff/consultations', { view, cursor })
export const readConsultation = (id: string) => get<ConsultationDetail>(`/staff/consultations/${id}`)
export const reply = (row: Stateful, answer: Reply) => act(row, 'reply', answer)
export const propose = (row: Stateful, words: { item: string; question: string; answer?: string }) =>
  post<Proposal>(path(row.id, 'propose'), { version: row.version, ...words })
export const findBasis = (q: string, item?: string) => get<{ items: FoundBasis[] }>('/staff/basis', { q, item })

export const readDraft = (id: string) => get<OwnDraft>(path(id, 'draft'))
export const saveDraft = (id: string, draft: DraftRequest) => put<KeptDraft>(path(id, 'draft'), draft)
export const discardDraft = (id: string) => remove(path(id, 'draft'))
export const listPhrases = (consultation: string) => get<{ items: Phrase[] }>('/staff/phrases', { consultation })
export const listSuggestions = (id: string) => get<{ items: Suggestion[] }>(path(id, 'suggestions'))
