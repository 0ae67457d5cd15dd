import { get, send } from './request'
import type { Case, CaseProgress, Page } from './types'

export const myCases = (cursor?: string | null) => get<Page<Case>>('/me/cases', { query: { cursor } })
export const oneCase = (id: string) => get<Case>(`/cases/${id}`)
/** Public: the number on the receipt and its query code. */
export const lookUp = (number: string, query_code: string) =>
  send<CaseProgress>('POST', '/progress-lookups', { number, query_code }, { anonymous: true })
