// The life of one piece of server data on a screen: loading, shown, failed.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '../api/http'

export interface Loaded<T> {
  data: ShallowRef<T | null>
  error: Ref<string>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

/** Runs `fetcher` on demand; of two overlapping runs only the later one is shown. */
export function useLoaded<T>(fetcher: () => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const error = ref('')
  const loading = ref(false)
  let turn = 0

  async function reload(): Promise<void> {
    const mine = ++turn
    loading.value = true
    try {
      const fresh = await fetcher()
      if (mine !== turn) return
      data.value = fresh
      error.value = ''
    } catch (problem) {
      if (mine === turn) error.value = sentenceOf(problem)
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  return { data, error, loading, reload }
}

export function sentenceOf(problem: unknown): string {
  if (problem instanceof ApiError) return problem.message
  return '这一步没有完成。请重试,仍不行请联系管理员。'
}
