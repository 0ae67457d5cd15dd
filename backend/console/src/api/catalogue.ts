import { get } from './http'
import type { Centre, Department, Guide, GuideBrief, Page } from './types'

export const readCentre = () => get<Centre>('/centre')
export const listDepartments = () => get<{ items: Department[] }>('/departments')
export const listGuides = (filter: { q?: string; department?: string; cursor?: string | null }) =>
  get<Page<GuideBrief>>('/guides', { ...filter, limit: 100 })
export const readGuide = (code: string) => get<Guide>(`/guides/${encodeURIComponent(code)}`)
