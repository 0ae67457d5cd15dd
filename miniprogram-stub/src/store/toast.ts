import { readonly, ref } from 'vue'

export interface Toast {
  text: string
  kind: 'info' | 'ok' | 'late'
}

const SHOWN_MS = 4_000
const state = ref<Toast | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** The sentence that is said right now at the foot of the page, also to screen readers. */
export const toast = readonly(state)

/** Take the sentence away: something new begins. */
export function hush(): void {
  clearTimeout(timer)
  state.value = null
}

export function say(text: string, kind: Toast['kind'] = 'info'): void {
  clearTimeout(timer)
  state.value = { text, kind }
  timer = setTimeout(() => (state.value = null), SHOWN_MS)
}
