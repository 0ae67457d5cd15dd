import { ref } from 'vue'
import { readText, removeItem, writeText } from './storage'

const KEY = 'yc.token'

/** The citizen's bearer token, empty when logged out. The server can revoke it at any time. */
export const token = ref(readText(KEY))

export function setToken(value: string): void {
  token.value = value
  if (value) writeText(KEY, value)
  else removeItem(KEY)
}
