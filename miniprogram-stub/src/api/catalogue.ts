import { get } from './request'
import type {
  Centre,
  Department,
  Guide,
  GuideBrief,
  Items,
  Page,
  QueueSummary,
  SearchResult,
  Suggestion,
} from './types'

export interface GuideFilter {
  audience?: string
  department?: string
  q?: string
  cursor?: string | null
}

export const centre = () => get<Centre>('/centre', { anonymous: true })
export const queueSummary = () => get<QueueSummary>('/queue/summary', { anonymous: true })
export const departments = () => get<Items<Department>>('/departments', { anonymous: true })
export const popularGuides = () => get<Items<GuideBrief>>('/guides/popular', { anonymous: true })
export const guides = (filter: GuideFilter) => get<Page<GuideBrief>>('/guides', { query: { ...filter }, anonymous: true })
export const guide = (code: string) => get<Guide>(`/guides/${encodeURIComponent(code)}`, { anonymous: true })
export const search = (q: string) => get<SearchResult>('/search', { query: { q }, anonymous: true })
export const suggest = (q: string) =>
  get<Items<Suggestion>>('/search/suggest', { query: { q }, anonymous: true })
