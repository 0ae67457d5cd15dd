// Single-key shortcuts, listed in the `?` help and switched off by one preference (WCAG 2.1.4).
import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import { preferences } from './preferences'

export interface Shortcut {
  /** `KeyboardEvent.key`, for instance ' ', 'j' or 'F2'. */
  key: string
  /** What it does, in the words of the button it stands for. */
  label: string
  run: () => void
}

export const activeShortcuts = shallowReactive(new Set<Shortcut>())

/** Registers shortcuts while the calling component is on the page. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  onMounted(() => shortcuts.forEach((shortcut) => activeShortcuts.add(shortcut)))
  onBeforeUnmount(() => shortcuts.forEach((shortcut) => activeShortcuts.delete(shortcut)))
}

export function keyName(key: string): string {
  return key === ' ' ? '空格' : key
}

// A scanner types a key every few milliseconds: a shortcut runs only when no other key follows at once.
const SETTLE_MS = 60

/** Starts listening once, for the whole console. */
export function startShortcuts(): void {
  let pending: ReturnType<typeof setTimeout> | undefined
  window.addEventListener('keydown', () => clearTimeout(pending), true)
  window.addEventListener('keydown', (event) => {
    if (!preferences.shortcuts || event.repeat || isTaken(event)) return
    const shortcut = [...activeShortcuts].reverse().find((candidate) => candidate.key === event.key)
    if (!shortcut) return
    event.preventDefault()
    pending = setTimeout(shortcut.run, SETTLE_MS)
  })
}

/** True when the key belongs to something else: a field, a button, a dialog, or the browser. F keys type nothing. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return true
  if (dialogOpen()) return true
  if (/^F\d/.test(event.key)) return false
  const target = event.target as HTMLElement
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return true
  return event.key === ' ' && target.closest('button, summary, [role="button"]') !== null
}

/** Closed dialogs stay in the page, hidden: only one with a box on the screen counts. */
function dialogOpen(): boolean {
  return [...document.querySelectorAll('[aria-modal="true"]')].some((dialog) => dialog.getClientRects().length > 0)
}
