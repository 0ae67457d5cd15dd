// A list that the server hands out page by page.
import { computed, ref, type ComputedRef } from 'vue'
import { useLoaded, type Loaded } from './loading'
import type { Page } from '../api/types'

export interface Pages<T> extends Loaded<T[]> {
  more: ComputedRef<boolean>
  showMore: () => Promise<void>
}

/** A reload reads as many pages as were on the screen, so that nothing vanishes under the reader. */
export function usePages<T>(fetchPage: (cursor: string | null) => Promise<Page<T>>): Pages<T> {
  const pageCount = ref(1)
  const next = ref<string | null>(null)

  async function fetchAll(): Promise<T[]> {
    const rows: T[] = []
    let cursor: string | null = null
    for (let page = 0; page < pageCount.value; page += 1) {
      const found: Page<T> = await fetchPage(cursor)
      rows.push(...found.items)
      cursor = found.next
      if (!cursor) break
    }
    next.value = cursor
    return rows
  }

  const loaded = useLoaded(fetchAll)
  return {
    ...loaded,
    more: computed(() => next.value !== null),
    showMore: () => {
      pageCount.value += 1
      return loaded.reload()
    },
  }
}
