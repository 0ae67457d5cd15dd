import { onUnauthorised } from '@/api/request'
import { logInWith } from './session'
import { setToken } from './token'

let running: Promise<boolean> | null = null

function weixinCode(): Promise<string> {
  return new Promise((resolve, reject) => uni.login({ success: ({ code }) => resolve(code), fail: reject }))
}

/** WeChat gives a fresh code without asking; a browser has to go to the log-in page, which the screens offer. */
async function tryLogIn(): Promise<boolean> {
  setToken('')
  // #ifdef MP-WEIXIN
  try {
    await logInWith(await weixinCode())
    return true
  } catch {
    return false
  }
  // #endif
  // #ifdef H5
  return false
  // #endif
}

/** Answer a 401 by logging in once, however many requests met it at the same time. */
export function logInWhenAsked(): void {
  onUnauthorised(() => {
    running ??= tryLogIn().finally(() => (running = null))
    return running
  })
}
