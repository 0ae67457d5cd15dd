import { eventsTicket } from '@/api/accounts'
import { streamUrl } from '@/api/request'
import { token } from '@/store/token'

export type LiveKind = 'appointment' | 'ticket' | 'waitlist' | 'case' | 'parcel' | 'consultation' | 'notice' | 'rating' | 'complaint'
export interface LiveEvent {
  id: string
  kind: string
  state: string
}
type Listener = (event: LiveEvent | null) => void

const KINDS: LiveKind[] = ['appointment', 'ticket', 'waitlist', 'case', 'parcel', 'consultation', 'notice', 'rating', 'complaint']
const POLL_MS = 10_000
const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 30_000

const listeners = new Map<Listener, LiveKind[]>()
let stop: (() => void) | null = null

function tell(kind: LiveKind | null, event: LiveEvent | null): void {
  for (const [listener, kinds] of [...listeners]) if (kind === null || kinds.includes(kind)) listener(event)
}

/** Mini programs have no event stream: look every 10 seconds while a page is visible. */
function poll(): () => void {
  const timer = setInterval(() => tell(null, null), POLL_MS)
  return () => clearInterval(timer)
}

/**
 * One stream per tab; each connection needs a fresh ticket. Once it is open every listener reloads, also the first
 * time: what changed while it was being opened would be missed. Where a proxy lets no stream through, the attempts
 * themselves become a poll.
 */
function stream(): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE_MS
  let ended = false

  function again(): void {
    source?.close()
    source = null
    if (ended) return
    timer = setTimeout(() => {
      tell(null, null)
      void open()
    }, pause)
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2)
  }
  async function open(): Promise<void> {
    try {
      const { ticket } = await eventsTicket()
      if (ended) return
      source = new EventSource(streamUrl(`/me/events?ticket=${encodeURIComponent(ticket)}`))
    } catch {
      return again()
    }
    source.onopen = () => {
      pause = FIRST_PAUSE_MS
      tell(null, null)
    }
    source.onerror = again
    for (const kind of KINDS) source.addEventListener(kind, (event) => tell(kind, parse((event as MessageEvent).data)))
  }
  void open()
  return () => {
    ended = true
    clearTimeout(timer)
    source?.close()
  }
}

function parse(data: string): LiveEvent | null {
  try {
    return JSON.parse(data) as LiveEvent
  } catch {
    return null
  }
}

function begin(): () => void {
  let run = poll
  // #ifdef H5
  run = stream
  // #endif
  return run()
}

/** Hear about changes of the citizen's own rows. `null` means "something may have changed: reload". */
export function listen(kinds: LiveKind[], listener: Listener): void {
  listeners.set(listener, kinds)
  if (token.value) stop ??= begin()
}

export function unlisten(listener: Listener): void {
  listeners.delete(listener)
  if (listeners.size > 0 || !stop) return
  stop()
  stop = null
}
