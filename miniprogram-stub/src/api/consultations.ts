import { get, send } from './request'
import type { Consultation, Conversation, Feedback, HandedOff, Items, Message, Page, Thread } from './types'

/** A conversation belongs to whoever holds its key; log-in binds it to the citizen. */
export interface ConversationRef {
  id: string
  key: string
}

const withKey = (conversation: ConversationRef) => ({ 'X-Conversation-Key': conversation.key })

export const startConversation = () => send<Conversation>('POST', '/conversations', {}, { anonymous: true })
export const messages = (conversation: ConversationRef, after = 0) =>
  get<Thread>(`/conversations/${conversation.id}/messages`, {
    query: { after },
    headers: withKey(conversation),
    anonymous: true,
  })
export const sendMessage = (conversation: ConversationRef, text: string, option?: number) =>
  send<Items<Message>>('POST', `/conversations/${conversation.id}/messages`, { text, option }, {
    headers: withKey(conversation),
    anonymous: true,
  })
export const handOff = (conversation: ConversationRef, question?: string) =>
  send<HandedOff>('POST', `/conversations/${conversation.id}/handoff`, { question }, {
    headers: withKey(conversation),
  })
export const giveFeedback = (conversation: ConversationRef, messageId: string, verdict: Feedback) =>
  send<void>('POST', `/messages/${messageId}/feedback`, verdict, {
    headers: withKey(conversation),
    anonymous: true,
  })

export const myConsultations = () => get<Page<Consultation>>('/me/consultations')
export const consultation = (id: string) => get<Consultation>(`/consultations/${id}`)
export const solved = (id: string) => send<Consultation>('POST', `/consultations/${id}/solved`)
export const unsolved = (id: string, comment?: string) =>
  send<Consultation>('POST', `/consultations/${id}/unsolved`, { comment })
/** What the window asked for, or something more. */
export const add = (id: string, text: string) => send<Consultation>('POST', `/consultations/${id}/messages`, { text })
/** 催办, once a day. */
export const urge = (id: string) => send<Consultation>('POST', `/consultations/${id}/urge`)
