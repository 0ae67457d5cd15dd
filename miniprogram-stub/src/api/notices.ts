import { get, send } from './request'
import type { NoticePage, SubscriptionResult, SubscriptionTemplate } from './types'

export const notices = (cursor?: string | null) => get<NoticePage>('/me/notices', { query: { cursor } })
export const markRead = (id: string) => send<{ unread: number }>('POST', `/me/notices/${id}/read`)
export const markAllRead = () => send<{ unread: number }>('POST', '/me/notices/read-all')
export const subscriptions = () => get<{ templates: SubscriptionTemplate[] }>('/me/subscriptions')
export const reportSubscriptions = (results: SubscriptionResult[]) =>
  send<{ templates: SubscriptionTemplate[] }>('POST', '/me/subscriptions', { results })
