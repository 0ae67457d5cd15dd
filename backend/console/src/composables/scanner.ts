// A USB scanner is a keyboard that types very fast and ends with Enter. This hears it when no field has the focus.
import { onBeforeUnmount, onMounted } from 'vue'
import { ScanBuffer } from '../utils/scan'

export function useScanner(onCode: (code: string) => void): void {
  const buffer = new ScanBuffer()

  function hear(event: KeyboardEvent): void {
    if ((event.target as HTMLElement).closest('input, textarea, select, [aria-modal="true"]')) return
    const code = buffer.push(event.key, event.timeStamp)
    if (buffer.scanning || code) {
      event.preventDefault()
      event.stopPropagation()
    }
    if (code) onCode(code)
  }

  // In the capture phase: a scanned letter must not reach the single-key shortcuts.
  onMounted(() => window.addEventListener('keydown', hear, true))
  onBeforeUnmount(() => window.removeEventListener('keydown', hear, true))
}
