import { ref, type Ref } from 'vue'
import { asApiError, type ApiError } from '@/api/errors'
import { hush, say } from '@/store/toast'

export interface Act {
  busy: Ref<boolean>
  /** Run unless it already runs; on refusal say the server's sentence (or call `onError`) and return null. */
  run: <T>(work: () => Promise<T>, onError?: (problem: ApiError) => boolean | void) => Promise<T | null>
}

/** One button's work: a second tap while the first runs does nothing. `onError` returns true when it dealt with it. */
export function useAction(): Act {
  const busy = ref(false)
  async function run<T>(work: () => Promise<T>, onError?: (problem: ApiError) => boolean | void): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    hush()
    try {
      return await work()
    } catch (thrown) {
      const problem = asApiError(thrown)
      if (!onError?.(problem)) say(problem.message, 'late')
      return null
    } finally {
      busy.value = false
    }
  }
  return { busy, run }
}
