import type { Feedback, Message, Rating, UnhelpfulReason } from '@/api/types'

export const REASONS: Record<UnhelpfulReason, string> = {
  off_topic: '答非所问',
  unclear: '看不懂',
  wrong: '信息不对',
  incomplete: '没说全',
}

/** A verdict as the server will show it from now on. */
export function ratingOf(verdict: Feedback): Rating {
  const reason = verdict.reason ?? null
  return { useful: verdict.useful, reason, reason_label: reason && REASONS[reason], words: verdict.words ?? null }
}

/** Add messages to those shown: each once, in the order of the conversation. The newer copy of a message wins. */
export function mergeMessages(shown: Message[], more: Message[]): Message[] {
  const byId = new Map(shown.map((message) => [message.id, message]))
  for (const message of more) byId.set(message.id, message)
  return [...byId.values()].sort((a, b) => a.seq - b.seq)
}

/** Who speaks, as the citizen sees it: a person is named by window and staff number. */
export function speaker(message: Message): string {
  if (message.author === 'citizen') return '我'
  if (message.author === 'staff' && message.from) return `${message.from.window_name} 工号 ${message.from.staff_number}`
  return message.author === 'staff' ? '工作人员' : message.author === 'bot' ? '智能助手' : '系统'
}
