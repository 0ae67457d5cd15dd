/** Bring a section of this page to the top, clear of the browser's fixed head. */
export function jump(id: string): void {
  // #ifdef H5
  const target = document.getElementById(id)
  const head = document.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0
  if (target) window.scrollBy({ top: target.getBoundingClientRect().top - head, behavior: 'smooth' })
  // #endif
  // #ifdef MP-WEIXIN
  void uni.pageScrollTo({ selector: `#${id}`, duration: 200 })
  // #endif
}
