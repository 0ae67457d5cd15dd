import { get, post } from './http'
import type { HandedOffList, Trial, Tried, UnhelpfulList } from './types'

export const listUnhelpful = (reason: string, cursor?: string | null) =>
  get<UnhelpfulList>('/staff/bot/unhelpful', { reason, cursor })
export const listHandedOff = (reason: string, cursor?: string | null) =>
  get<HandedOffList>('/staff/bot/handed-off', { reason, cursor })
export const tryBot = (trial: Trial) => post<Tried>('/staff/bot/try', trial)
