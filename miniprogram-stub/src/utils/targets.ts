import type { AnswerButton } from '@/api/types'
import { callPhone, go, isAppLink } from './nav'

/** Where a button of an answer leads. Returns false for 转人工, which the page does itself. */
export function openButton(button: AnswerButton): boolean {
  const target = button.target ?? ''
  if (button.kind === 'human') return false
  if (isAppLink(target)) go(target)
  else if (button.kind === 'phone') callPhone(target)
  else if (button.kind === 'guide') go(`/pages/guides/detail?code=${encodeURIComponent(target)}`)
  else if (button.kind === 'form') go(`/pages/guides/detail?code=${encodeURIComponent(target)}&at=bring`)
  else if (button.kind === 'book') go(`/pages/appointments/book?code=${encodeURIComponent(target)}`)
  else if (button.kind === 'deliver') go('/pages/cases/index')
  else openOutside(target)
  return true
}

/** A phone number is called; an address is copied, because a mini program must not leave for foreign pages. */
export function openOutside(target: string): void {
  if (/^(tel:)?[\d-]{3,}$/.test(target)) return callPhone(target.replace('tel:', ''))
  if (!target.startsWith('https://')) return
  // #ifdef H5
  window.open(target, '_blank', 'noopener')
  // #endif
  // #ifdef MP-WEIXIN
  uni.setClipboardData({ data: target })
  // #endif
}
