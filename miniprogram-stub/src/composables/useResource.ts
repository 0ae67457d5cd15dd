import { computed, onUnmounted, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { asApiError, type ApiError } from '@/api/errors'
import { readJson, writeJson } from '@/store/storage'
import { say } from '@/store/toast'
import { nowMs } from '@/utils/clock'
import { clockText, isoFromMs } from '@/utils/dates'

const SKELETON_AFTER_MS = 300
/** Stored copies begin so; they are removed at log-out. */
export const COPY_PREFIX = 'yc.copy.'

interface Copy<T> {
  at: number
  data: T
}

export interface Resource<T> {
  data: ShallowRef<T | null>
  error: ShallowRef<ApiError | null>
  /** True when loading has lasted long enough for a skeleton. */
  slow: Ref<boolean>
  /** "09:12:05" when the data is a stored copy, because the network failed. */
  copyFrom: Ref<string>
  needsLogin: ComputedRef<boolean>
  load: () => Promise<void>
  set: (value: T) => void
}

/**
 * One thing read from the server. With `copyKey` the last good answer is kept on the device and shown, stamped with
 * its age, while there is no network. Only the latest of several overlapping loads counts.
 */
export function useResource<T>(read: () => Promise<T>, copyKey?: () => string): Resource<T> {
  const data: ShallowRef<T | null> = shallowRef(null)
  const error = shallowRef<ApiError | null>(null)
  const slow = ref(false)
  const copyFrom = ref('')
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(value: T): void {
    data.value = value
    error.value = null
    copyFrom.value = ''
    if (copyKey) writeJson(COPY_PREFIX + copyKey(), { at: nowMs(), data: value } satisfies Copy<T>)
  }

  /** The answer to a change is newer than what any load under way will bring. */
  function set(value: T): void {
    turn++
    clearTimeout(timer)
    slow.value = false
    show(value)
  }

  function fail(problem: ApiError): void {
    const copy = problem.code === 'offline' && copyKey ? readJson<Copy<T>>(COPY_PREFIX + copyKey()) : null
    if (copy) {
      data.value = copy.data
      copyFrom.value = clockText(isoFromMs(copy.at))
    }
    // What is on the screen stays there when only a refresh failed.
    const keeps = data.value !== null && problem.code !== 'not_logged_in'
    if (keeps && problem.code !== 'offline') say(problem.message, 'late')
    error.value = keeps ? null : problem
  }

  async function load(): Promise<void> {
    const mine = ++turn
    clearTimeout(timer)
    timer = setTimeout(() => (slow.value = data.value === null), SKELETON_AFTER_MS)
    error.value = null
    try {
      const value = await read()
      if (mine === turn) show(value)
    } catch (problem) {
      if (mine === turn) fail(asApiError(problem))
    } finally {
      if (mine === turn) clearTimeout(timer)
      if (mine === turn) slow.value = false
    }
  }

  onUnmounted(() => {
    turn++
    clearTimeout(timer)
  })
  const needsLogin = computed(() => error.value?.code === 'not_logged_in')
  return { data, error, slow, copyFrom, needsLogin, load, set }
}
