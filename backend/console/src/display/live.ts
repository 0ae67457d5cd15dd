// The hall's state, live: an EventSource that is rebuilt when silent, and a plain read as the safety net.
// Holds one state and three timers at most, so a screen that runs for weeks does not grow.
import { displayEvents, readDisplay } from '../api/display'
import type { DisplayState } from '../api/types'

const REREAD_MS = 30_000
const RETRY_MS = 5_000

export interface DisplayFeed {
  stop: () => void
}

export function followDisplay(
  hall: string,
  onState: (state: DisplayState) => void,
  onConnected: (connected: boolean) => void,
): DisplayFeed {
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    try {
      onState(await readDisplay(hall))
      onConnected(true)
    } catch {
      onConnected(false)
    }
  }

  function listen(): void {
    source?.close()
    source = displayEvents(hall)
    source.addEventListener('display', (event) => onState(JSON.parse((event as MessageEvent<string>).data) as DisplayState))
    source.onopen = () => void read()
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return
      clearTimeout(retry)
      retry = setTimeout(listen, RETRY_MS)
    }
  }

  const timer = setInterval(read, REREAD_MS)
  void read()
  listen()
  return {
    stop: () => {
      clearInterval(timer)
      clearTimeout(retry)
      source?.close()
    },
  }
}
