import { get, send } from './request'
import type { NoticePage, SubscriptionResult, Subscriptions, Unread } from './types'

export const notices = (cursor?: string | null) => get<NoticePage>('/me/notices', { query: { cursor } })
export const markRead = (id: string) => send<Unread>('POST', `/me/notices/${id}/read`)
export const markAllRead = () => send<Unread>('POST', '/me/notices/read-all')
export const subscriptions = () => get<Subscriptions>('/me/subscriptions')
export const reportSubscriptions = (results: SubscriptionResult[]) =>
  send<Subscriptions>('POST', '/me/subscriptions', { results })
