import { ref } from 'vue'
import type { PartyInput } from '@/api/types'

/** Whom the next appointment is for, and how one says it. Kept in memory only: it may hold somebody's number. */
export interface PartyChoice {
  input: PartyInput
  text: string
}

export const MYSELF: PartyChoice = { input: { kind: 'self' }, text: '本人' }
export const party = ref<PartyChoice>(MYSELF)

export function forget(): void {
  party.value = MYSELF
}
