// One EventSource per tab. Screens say which events make them stale. Whenever the line opens everybody reloads once,
// also the first time: screens load before it is open, and what changes in between would be missed.
import { onBeforeUnmount, onMounted, ref } from 'vue'

export type LiveState = 'off' | 'connecting' | 'open' | 'lost'
export interface LiveEvent {
  type: string
  data: Record<string, unknown>
}
type Listener = (event: LiveEvent) => void

export const liveState = ref<LiveState>('off')
const listeners = new Set<Listener>()
/** Said to every listener when the line opens: anything may have changed. */
export const CONNECTED = 'connected'
const RECONNECT_MS = 3000
const RELOAD_DELAY_MS = 250
// The server pings every 20 s. A line that says nothing for longer is dead even if the browser does not know.
const SILENCE_MS = 50_000
let source: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | undefined
let silence: ReturnType<typeof setTimeout> | undefined

export function startLive(types: readonly string[]): void {
  stopLive()
  liveState.value = 'connecting'
  expectNews(types)
  source = new EventSource('/api/v1/staff/events')
  source.onopen = opened
  source.onerror = () => failed(types)
  source.addEventListener('ping', () => expectNews(types))
  for (const type of types) source.addEventListener(type, (event) => heard(types, type, event as MessageEvent<string>))
}

export function stopLive(): void {
  clearTimeout(retry)
  clearTimeout(silence)
  source?.close()
  source = null
  liveState.value = 'off'
}

function opened(): void {
  liveState.value = 'open'
  announce(CONNECTED, '{}')
}

/** The browser reconnects by itself after a dropped line, but gives up after an HTTP error: then we try again. */
function failed(types: readonly string[]): void {
  liveState.value = 'lost'
  if (source?.readyState !== EventSource.CLOSED) return
  clearTimeout(retry)
  retry = setTimeout(() => restart(types), RECONNECT_MS)
}

function restart(types: readonly string[]): void {
  startLive(types)
  liveState.value = 'lost'
}

function expectNews(types: readonly string[]): void {
  clearTimeout(silence)
  silence = setTimeout(() => restart(types), SILENCE_MS)
}

function heard(types: readonly string[], type: string, event: MessageEvent<string>): void {
  expectNews(types)
  announce(type, event.data)
}

function announce(type: string, raw: string): void {
  const event = { type, data: parsed(raw) }
  listeners.forEach((listener) => listener(event))
}

function parsed(raw: string): Record<string, unknown> {
  try {
    return JSON.parse(raw) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** Hears every event until the returned function is called. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Hears every event while the calling component is on the page. */
export function useLiveEvents(listener: Listener): void {
  let stop = () => {}
  onMounted(() => (stop = listen(listener)))
  onBeforeUnmount(() => stop())
}

/** Calls `reload` when this very row may have changed. */
export function useLiveRow(kind: string, id: () => string | undefined, reload: (event: LiveEvent) => unknown): void {
  useLiveEvents((event) => {
    if (event.type === CONNECTED || (event.type === kind && event.data.id === id())) void reload(event)
  })
}

/** Calls `reload` shortly after an event whose name starts with one of `prefixes`, or when the line opens. */
export function useLiveReload(prefixes: readonly string[], reload: () => unknown): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  useLiveEvents((event) => {
    if (event.type !== CONNECTED && !prefixes.some((prefix) => event.type.startsWith(prefix))) return
    clearTimeout(timer)
    timer = setTimeout(reload, RELOAD_DELAY_MS)
  })
  onBeforeUnmount(() => clearTimeout(timer))
}
