import { computed, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { ApiError } from '@/api/errors'
import type { Page } from '@/api/types'
import { useAction } from './useAction'
import { useResource } from './useResource'

export interface Pages<P extends Page<unknown>> {
  items: ComputedRef<P['items']>
  page: ShallowRef<P | null>
  next: ComputedRef<string | null>
  ready: ComputedRef<boolean>
  slow: Ref<boolean>
  error: ShallowRef<ApiError | null>
  copyFrom: Ref<string>
  busy: Ref<boolean>
  load: () => Promise<void>
  more: () => Promise<void>
}

/** A list that comes page by page. `load` starts over, `more` adds the next page. */
export function usePages<P extends Page<unknown>>(
  read: (cursor: string | null) => Promise<P>,
  copyKey?: () => string,
): Pages<P> {
  const first = useResource<P>(() => read(null), copyKey)
  const act = useAction()
  const items = computed<P['items']>(() => first.data.value?.items ?? [])
  const next = computed(() => first.data.value?.next ?? null)

  async function more(): Promise<void> {
    const page = await act.run(() => read(next.value))
    if (page) first.data.value = { ...page, items: [...items.value, ...page.items] }
  }
  const ready = computed(() => first.data.value !== null)
  const { data: page, slow, error, copyFrom, load } = first
  return { items, page, next, ready, slow, error, copyFrom, busy: act.busy, load, more }
}
