const TABS = ['/pages/home/index', '/pages/guides/index', '/pages/notices/index', '/pages/me/index']
const DEEPEST = 9

export function isTab(link: string): boolean {
  return TABS.includes(link.split('?')[0])
}

/** Only pages of this app can be reached by a link that came from the server. */
export function isAppLink(link: string): boolean {
  return /^\/pages\/[a-z-]+\/[a-z-]+(\?[^#]*)?$/.test(link)
}

/** Open a tab. H5 draws its own tab bar, so there it is a fresh start; WeChat keeps its tabs alive. */
export function openTab(link: string): void {
  // #ifdef H5
  void uni.reLaunch({ url: link })
  // #endif
  // #ifdef MP-WEIXIN
  void uni.switchTab({ url: link.split('?')[0] })
  // #endif
}

/** Open a page of the app, from anywhere. */
export function go(link: string): void {
  if (!isAppLink(link)) return
  if (isTab(link)) return openTab(link)
  // WeChat refuses an eleventh page on the stack.
  if (getCurrentPages().length >= DEEPEST) void uni.redirectTo({ url: link })
  else void uni.navigateTo({ url: link })
}

/** Open a page in place of this one. */
export function replace(link: string): void {
  if (isTab(link)) openTab(link)
  else void uni.redirectTo({ url: link })
}

/** One step back, or home when the page was opened directly. */
export function back(): void {
  if (getCurrentPages().length > 1) void uni.navigateBack()
  else openTab(TABS[0])
}

/** The path with query of the page on top, to return to after log-in. */
export function here(): string {
  const page = getCurrentPages().slice(-1)[0] as unknown as { $page?: { fullPath?: string }; route?: string } | undefined
  return page?.$page?.fullPath ?? (page?.route ? `/${page.route}` : TABS[0])
}

export function askToLogIn(returnTo = here()): void {
  go(`/pages/login/index?return=${encodeURIComponent(returnTo)}`)
}

export function callPhone(number: string): void {
  void uni.makePhoneCall({ phoneNumber: number })
}
