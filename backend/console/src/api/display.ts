import { get } from './http'
import type { DisplayState } from './types'

export const readDisplay = (hall: string) => get<DisplayState>(`/display/${encodeURIComponent(hall)}/state`)
export const displayEvents = (hall: string) => new EventSource(`/api/v1/display/${encodeURIComponent(hall)}/events`)
