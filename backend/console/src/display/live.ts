// The hall's state, live: an EventSource that is rebuilt when silent, and a plain read as the safety net.
// Holds one state and four timers at most, so a screen that runs for weeks does not grow.
import { displayEvents, readDisplay } from '../api/display'
import type { DisplayState } from '../api/types'
import { backOff, isStale } from './health'

const REREAD_MS = 30_000
const LOOK_MS = 5_000
// The server pings every 20 s; a longer silence means a dead line.
const SILENCE_MS = 60_000

export interface DisplayFeed {
  stop: () => void
}

export function followDisplay(
  hall: string,
  onState: (state: DisplayState) => void,
  onFresh: (fresh: boolean) => void,
): DisplayFeed {
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let heardAt = Date.now()

  function heard(state?: DisplayState): void {
    heardAt = Date.now()
    tries = 0
    if (state) onState(state)
    onFresh(true)
    expectNews()
  }

  /** A failed read says at once that the line is down; the clock says it when nothing fails and nothing comes. */
  const read = () => readDisplay(hall).then(heard, () => onFresh(false))
  const look = () => isStale(heardAt, Date.now()) && onFresh(false)

  function listen(): void {
    source?.close()
    source = displayEvents(hall)
    expectNews()
    source.addEventListener('ping', () => heard())
    source.addEventListener('display', (event) => heard(JSON.parse((event as MessageEvent<string>).data) as DisplayState))
    source.onopen = () => void read()
    source.onerror = () => later(backOff(tries++, Math.random()))
  }

  /** The browser's own retries have no back-off: close the line and open a new one ourselves. */
  function later(ms: number): void {
    source?.close()
    clearTimeout(retry)
    retry = setTimeout(listen, ms)
  }

  function expectNews(): void {
    clearTimeout(silence)
    silence = setTimeout(listen, SILENCE_MS)
  }

  const timers = [setInterval(read, REREAD_MS), setInterval(look, LOOK_MS)]
  void read()
  listen()
  return {
    stop: () => {
      timers.forEach(clearInterval)
      clearTimeout(retry)
      clearTimeout(silence)
      source?.close()
    },
  }
}
