// The numbers beside the navigation: what waits and what is late.
import { shallowRef } from 'vue'
import { readCounts } from '../api/session'
import type { Counts } from '../api/types'

export const counts = shallowRef<Counts | null>(null)

/** A failed read keeps the last numbers: the connection light already tells that something is wrong. */
export async function refreshCounts(): Promise<void> {
  counts.value = await readCounts().catch(() => counts.value)
}
