// The draft kept by the server: written down a second after the last key, one save after the other, and once more when
// the screen closes. A newer draft of another tab is never overwritten without asking.
import { onBeforeUnmount, onMounted, reactive, ref, watch } from 'vue'
import { ApiError } from '../../api/http'
import { readDraft, saveDraft } from '../../api/consultations'
import type { Basis, KeptDraft } from '../../api/types'
import { draftOf, emptyDraft, keptOf, type Draft } from './draft'

const PAUSE_MS = 1000

export function useKeptDraft(id: string, suggested: readonly Basis[], seen: () => number) {
  const draft = reactive<Draft>(emptyDraft(suggested))
  const state = ref<'' | '草稿已保存' | '草稿没有存上'>('')
  /** A draft that another tab saved meanwhile. */
  const other = ref<KeptDraft | null>(null)
  let version = 0
  let written = JSON.stringify(draft)
  let timer: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<unknown> = Promise.resolve()

  async function save(): Promise<void> {
    const text = JSON.stringify(draft)
    if (text === written || other.value) return
    try {
      const kept = await saveDraft(id, { version, seen: seen(), ...keptOf(draft) })
      version = kept.version
      written = text
      state.value = '草稿已保存'
    } catch (refusal) {
      state.value = '草稿没有存上'
      if (refusal instanceof ApiError && refusal.status === 409) other.value = (await readDraft(id)).draft
    }
  }

  const enqueue = () => (queue = queue.then(save).catch(() => undefined))

  function take(kept: KeptDraft): void {
    Object.assign(draft, draftOf(kept))
    version = kept.version
    written = JSON.stringify(draft)
  }

  /** Which of two drafts goes on: the other tab's, or the one on this screen. */
  function choose(theirs: boolean): void {
    if (!other.value) return
    if (theirs) take(other.value)
    else version = other.value.version
    other.value = null
    void enqueue()
  }

  /** The reply went out: the server has thrown the draft away. */
  function forget(): void {
    clearTimeout(timer)
    written = JSON.stringify(draft)
  }

  watch(draft, () => {
    clearTimeout(timer)
    timer = setTimeout(enqueue, PAUSE_MS)
  })
  onMounted(async () => {
    const found = await readDraft(id).catch(() => null)
    if (!found?.draft) return
    if (JSON.stringify(draft) === written) take(found.draft)
    else other.value = found.draft
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    void enqueue()
  })

  return { draft, state, other, choose, forget }
}
