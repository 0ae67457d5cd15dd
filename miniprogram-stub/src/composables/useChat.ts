import { computed, ref, shallowRef } from 'vue'
import * as api from '@/api/consultations'
import { asApiError, isApiError, type ApiError } from '@/api/errors'
import type { Consultation, Feedback, Items, Message } from '@/api/types'
import { stored, type StoredConversation } from '@/store/conversation'
import { mergeMessages, ratingOf } from '@/utils/messages'
import { useAction } from './useAction'

/** One conversation: opened again when the device has one, begun otherwise. `onNews` gets the added messages. */
export function useChat(onNews: (messages: Message[]) => void) {
  const conversation = shallowRef<StoredConversation | null>(null)
  const messages = shallowRef<Message[]>([])
  const consultation = shallowRef<Consultation | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const ready = ref(false)
  const act = useAction()
  const rating = useAction()
  const chips = computed(() => conversation.value?.chips ?? [])
  /** A window has the question: whatever is said now is added to it. */
  const waiting = computed(() => ['routed', 'claimed'].includes(consultation.value?.state ?? ''))

  function add(more: Message[], quietly = false): void {
    const known = new Set(messages.value.map((message) => message.id))
    messages.value = mergeMessages(messages.value, more)
    const news = messages.value.filter((message) => !known.has(message.id))
    if (news.length && !quietly) onNews(news)
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
  /** New messages of staff, on a live event; `quietly` leaves the page where it is. */
  async function catchUp(quietly = false): Promise<void> {
    const last = messages.value[messages.value.length - 1]
    if (!conversation.value || !last) return
    try {
      const found = await api.messages(conversation.value, last.seq)
      consultation.value = found.consultation
      add(found.items, quietly)
    } catch {
      // The next event or the next visit brings them.
    }
  }
  /** Where a conversation has become too long, the question begins a new one. */
  async function sent(here: StoredConversation, text: string, option?: number): Promise<Items<Message>> {
    try {
      return await api.sendMessage(here, text, option)
    } catch (problem) {
      if (!isApiError(problem, 'conversation_too_long')) throw problem
      await begin()
      return api.sendMessage(conversation.value ?? here, text)
    }
  }
  /** Resolves to true when the text has arrived; otherwise it stays in the box. */
  async function say(text: string, option?: number): Promise<boolean> {
    const here = text.trim() ? await opened() : null
    if (!here) return false
    const answer = await act.run(() => sent(here, text.trim(), option))
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
  /** The verdict is shown at once and told to the server; the bot may have something to say to a 没用. */
  async function rate(message: Message, verdict: Feedback): Promise<void> {
    const here = conversation.value
    if (!here) return
    const kept = await rating.run(async () => (await api.giveFeedback(here, message.id, verdict), true))
    if (!kept) return
    messages.value = messages.value.map((one) => (one.id === message.id ? { ...one, rating: ratingOf(verdict) } : one))
    await catchUp(true)
  }
  return {
    messages,
    consultation,
    waiting,
    chips,
    error,
    ready,
    busy: act.busy,
    rating: rating.busy,
    open,
    catchUp,
    say,
    handOff,
    rate,
  }
}
