import { computed, ref, shallowRef } from 'vue'
import * as api from '@/api/consultations'
import { asApiError, isApiError, type ApiError } from '@/api/errors'
import type { Consultation, Message } from '@/api/types'
import { stored, type StoredConversation } from '@/store/conversation'
import { mergeMessages } from '@/utils/messages'
import { useAction } from './useAction'

/** One conversation: opened again when the device has one, begun otherwise. `onNews` gets the added messages. */
export function useChat(onNews: (messages: Message[]) => void) {
  const conversation = shallowRef<StoredConversation | null>(null)
  const messages = shallowRef<Message[]>([])
  const consultation = shallowRef<Consultation | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const ready = ref(false)
  const act = useAction()
  const chips = computed(() => (messages.value.length <= 1 ? (conversation.value?.chips ?? []) : []))

  function add(more: Message[]): void {
    const known = new Set(messages.value.map((message) => message.id))
    messages.value = mergeMessages(messages.value, more)
    const news = messages.value.filter((message) => !known.has(message.id))
    if (news.length) onNews(news)
  }
  async function begin(): Promise<void> {
    const fresh = await api.startConversation()
    conversation.value = { id: fresh.id, key: fresh.key, chips: fresh.chips }
    stored.keep(conversation.value)
    messages.value = []
    add([fresh.greeting])
  }
  async function resume(known: StoredConversation): Promise<void> {
    try {
      const found = await api.messages(known)
      conversation.value = known
      consultation.value = found.consultation
      add(found.items)
    } catch (problem) {
      if (!isApiError(problem, 'not_found', 'forbidden', 'not_logged_in')) throw problem
      stored.drop()
      await begin()
    }
  }
  async function attempt(): Promise<void> {
    error.value = null
    try {
      const known = conversation.value ?? stored.read()
      await (known ? resume(known) : begin())
      ready.value = true
    } catch (problem) {
      error.value = asApiError(problem)
    }
  }
  let opening: Promise<void> | null = null
  /** Whoever asks while it is being opened waits for the same opening. */
  function open(): Promise<void> {
    opening ??= attempt().finally(() => (opening = null))
    return opening
  }
  /** The conversation, opened first where it is not; null when that failed, which `error` tells. */
  async function opened(): Promise<StoredConversation | null> {
    if (!conversation.value) await open()
    return conversation.value
  }
  /** New messages of staff, on a live event. */
  async function catchUp(): Promise<void> {
    const last = messages.value[messages.value.length - 1]
    if (!conversation.value || !last) return
    try {
      const found = await api.messages(conversation.value, last.seq)
      consultation.value = found.consultation
      add(found.items)
    } catch {
      // The next event or the next visit brings them.
    }
  }
  /** Resolves to true when the text has arrived; otherwise it stays in the box. */
  async function say(text: string, option?: number): Promise<boolean> {
    const here = text.trim() ? await opened() : null
    if (!here) return false
    const answer = await act.run(() => api.sendMessage(here, text.trim(), option))
    if (answer) add(answer.items)
    return answer !== null
  }
  async function handOff(question: string | undefined, onLogin: () => void): Promise<void> {
    const here = await opened()
    if (!here) return
    const answer = await act.run(
      () => api.handOff(here, question),
      (problem) => {
        if (problem.code !== 'not_logged_in') return false
        onLogin()
        return true
      },
    )
    if (!answer) return
    consultation.value = answer.consultation
    add(answer.items)
  }
  async function rate(message: Message, useful: boolean): Promise<boolean> {
    const here = conversation.value
    if (!here) return false
    return (await act.run(async () => (await api.giveFeedback(here, message.id, useful), true))) === true
  }
  return { messages, consultation, chips, error, ready, busy: act.busy, open, catchUp, say, handOff, rate }
}
