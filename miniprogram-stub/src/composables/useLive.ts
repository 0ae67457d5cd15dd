import { onHide, onShow, onUnload } from '@dcloudio/uni-app'
import { listen, unlisten, type LiveEvent, type LiveKind } from './live'

/** While the page is visible, call `reload` when a row of these kinds changes. `isMine` narrows it to one row. */
export function useLive(kinds: LiveKind[], reload: () => unknown, isMine: (event: LiveEvent) => boolean = () => true) {
  const listener = (event: LiveEvent | null): void => {
    if (event === null || isMine(event)) void reload()
  }
  onShow(() => listen(kinds, listener))
  onHide(() => unlisten(listener))
  onUnload(() => unlisten(listener))
}
