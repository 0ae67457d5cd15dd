import { computed, shallowRef } from 'vue'
import * as accounts from '@/api/accounts'
import type { Citizen } from '@/api/types'
import { COPY_PREFIX } from '@/composables/useResource'
import { elder, elderDecided, keepElder } from './settings'
import { readText, removeAll, removeItem, writeText } from './storage'
import { setToken, token } from './token'

const RETURN = 'yc.return'
const STATE = 'yc.oauth.state'

export const citizen = shallowRef<Citizen | null>(null)
export const loggedIn = computed(() => token.value !== '')
export const unread = computed(() => citizen.value?.unread ?? 0)

/** Take over what the server says about the citizen; an own choice of 长辈版 on this device wins. */
export function setCitizen(value: Citizen): void {
  citizen.value = value
  if (!elderDecided() && value.elder_mode) keepElder(true)
}

export function setUnread(count: number): void {
  if (citizen.value) citizen.value = { ...citizen.value, unread: count }
}

export async function refreshMe(): Promise<void> {
  if (!loggedIn.value) return
  try {
    setCitizen(await accounts.me())
  } catch {
    // The badge and the name stay as they were; pages that need them say so themselves.
  }
}

export async function logInWith(code: string, state?: string): Promise<Citizen> {
  let channel: 'h5' | 'mp' = 'h5'
  // #ifdef MP-WEIXIN
  channel = 'mp'
  // #endif
  const session = await accounts.logIn({ channel, code, state })
  setToken(session.token)
  setCitizen(session.citizen)
  return session.citizen
}

/** Forget everything of this citizen on this device, also when the server cannot be reached. */
export function forget(): void {
  setToken('')
  citizen.value = null
  removeAll(COPY_PREFIX)
  removeAll('yc.draft.')
  removeItem('yc.conversation')
}

export async function logOut(): Promise<void> {
  try {
    await accounts.logOut()
  } finally {
    forget()
  }
}

export async function chooseElder(on: boolean): Promise<void> {
  keepElder(on)
  if (loggedIn.value) setCitizen(await accounts.setElderMode(on))
}

/** The server suggests 长辈版 by age; asked once per device, never forced. */
export const shouldOfferElder = computed(
  () => citizen.value?.offer_elder_mode === true && !elder.value && !elderDecided(),
)

export const pendingReturn = {
  keep: (link: string) => writeText(RETURN, link),
  take: () => {
    const link = readText(RETURN)
    removeItem(RETURN)
    return link || '/pages/me/index'
  },
}

export const oauthState = {
  keep: (value: string) => writeText(STATE, value),
  take: () => {
    const value = readText(STATE)
    removeItem(STATE)
    return value
  },
}
