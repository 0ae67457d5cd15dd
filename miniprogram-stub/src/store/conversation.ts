import type { ConversationRef } from '@/api/consultations'
import { readJson, removeItem, writeJson } from './storage'

const KEY = 'yc.conversation'

export interface StoredConversation extends ConversationRef {
  chips: string[]
}

/** The conversation of this device, so that leaving the page loses nothing. */
export const stored = {
  read: () => readJson<StoredConversation>(KEY),
  keep: (value: StoredConversation) => writeJson(KEY, value),
  drop: () => removeItem(KEY),
}
