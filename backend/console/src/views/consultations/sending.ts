// Sending a reply. The server may ask back once: wording to confirm, or opinions that are still missing.
import { ElMessage } from 'element-plus'
import { ref, shallowRef } from 'vue'
import { ApiError } from '../../api/http'
import type { Reply, ToneWarning } from '../../api/types'
import { sentences } from '../../composables/actions'

export type Sending = ReturnType<typeof useSending>

export function useSending(deliver: (answer: Reply) => Promise<void>) {
  const busy = ref(false)
  const warnings = shallowRef<ToneWarning[]>([])
  /** The server's sentence about missing opinions; empty when none are missing. */
  const missing = ref('')

  async function send(answer: Reply, more: Pick<Reply, 'confirmed' | 'missing_reason'> = {}): Promise<void> {
    if (busy.value) return
    busy.value = true
    warnings.value = []
    missing.value = ''
    try {
      await deliver({ ...answer, ...more })
    } catch (refusal) {
      object(refusal)
    } finally {
      busy.value = false
    }
  }

  function object(refusal: unknown): void {
    const code = refusal instanceof ApiError ? refusal.code : ''
    if (code === 'needs_confirmation') warnings.value = ((refusal as ApiError).details as { warnings: ToneWarning[] }).warnings
    else if (code === 'opinions_missing') missing.value = (refusal as ApiError).message
    else ElMessage.error({ message: sentences(refusal), duration: 6000 })
  }

  return { busy, warnings, missing, send }
}
