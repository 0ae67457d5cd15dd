import { onMounted, onUnmounted, type ComponentPublicInstance, type Ref } from 'vue'

type Bar = Ref<ComponentPublicInstance | null>

/**
 * Browser only: the bars at the top and bottom are fixed and as high as their words need (长辈版, two lines).
 * Writes their heights into `padding` (two CSS variables), which keeps the content clear of them.
 */
export function useBars(head: Bar, foot: Bar, padding: Ref<string>): void {
  let watcher: ResizeObserver | undefined
  const element = (bar: Bar): HTMLElement | undefined => bar.value?.$el as HTMLElement | undefined

  function measure(): void {
    const top = element(head)?.offsetHeight ?? 0
    const bottom = element(foot)?.offsetHeight ?? 0
    padding.value = `--head: ${top}px; --foot: ${bottom}px`
  }
  onMounted(() => {
    watcher = new ResizeObserver(measure)
    for (const bar of [head, foot]) if (element(bar)) watcher.observe(element(bar) as HTMLElement)
    measure()
  })
  onUnmounted(() => watcher?.disconnect())
}
