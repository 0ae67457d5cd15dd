import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import * as catalogue from '@/api/catalogue'
import type { Suggestion } from '@/api/types'

const PAUSE_MS = 250

export interface Suggest {
  items: ShallowRef<Suggestion[]>
  /** The line that the arrow keys have reached; -1 for none. */
  active: Ref<number>
  /** Somebody typed: ask after a pause. */
  type: (text: string) => void
  /** Close the list, and let no answer under way open it again. */
  close: () => void
  /** An arrow key, round and round. */
  move: (step: 1 | -1) => void
}

/** What to offer while somebody types. Answers that come late or out of order are not shown. */
export function useSuggest(fits: (one: Suggestion) => boolean = () => true): Suggest {
  const items = shallowRef<Suggestion[]>([])
  const active = ref(-1)
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  function show(found: Suggestion[]): void {
    items.value = found
    active.value = -1
  }
  function close(): void {
    turn++
    clearTimeout(timer)
    show([])
  }
  async function ask(words: string): Promise<void> {
    const mine = ++turn
    const found = await catalogue.suggest(words).catch(() => ({ items: [] }))
    if (mine === turn) show(found.items.filter(fits))
  }
  function type(text: string): void {
    clearTimeout(timer)
    const words = text.trim()
    if (words) timer = setTimeout(() => void ask(words), PAUSE_MS)
    else close()
  }
  function move(step: 1 | -1): void {
    const count = items.value.length
    if (count) active.value = active.value < 0 && step < 0 ? count - 1 : (active.value + step + count) % count
  }
  onScopeDispose(close)
  return { items, active, type, close, move }
}
