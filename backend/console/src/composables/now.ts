// The page's clock: one ticking reference shared by every countdown, corrected by nothing (the server counts deadlines).
import { ref } from 'vue'

export const now = ref(new Date())
let ticking = false

export function startClock(): void {
  if (ticking) return
  ticking = true
  setInterval(() => {
    now.value = new Date()
  }, 1000)
}
