// The hall's state, live: an EventSource that is rebuilt when silent, and a plain read as the safety net.
// Holds one state and four timers at most, so a screen that runs for weeks does not grow.
import { displayEvents, readDisplay } from '../api/display'
import type { DisplayState } from '../api/types'

const REREAD_MS = 30_000
const RETRY_MS = 5_000
// The server pings every 20 s; a longer silence means a dead line.
const SILENCE_MS = 60_000

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
  let silence: ReturnType<typeof setTimeout> | undefined

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
    expectNews()
    source.addEventListener('ping', expectNews)
    source.addEventListener('display', (event) => {
      expectNews()
      onState(JSON.parse((event as MessageEvent<string>).data) as DisplayState)
    })
    source.onopen = () => void read()
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return
      clearTimeout(retry)
      retry = setTimeout(listen, RETRY_MS)
    }
  }

  function expectNews(): void {
    clearTimeout(silence)
    silence = setTimeout(listen, SILENCE_MS)
  }

  const timer = setInterval(read, REREAD_MS)
  void read()
  listen()
  return {
    stop: () => {
      clearInterval(timer)
      clearTimeout(retry)
      clearTimeout(silence)
      source?.close()
    },
  }
}
