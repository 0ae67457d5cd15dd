import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveEvent } from '@/composables/live'

/** A line to the server that opens, breaks and speaks when the test says so. */
class Line extends EventTarget {
  static all: Line[] = []
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  closed = false

  constructor(readonly url: string) {
    super()
    Line.all.push(this)
  }
  close(): void {
    this.closed = true
  }
  say(kind: string, data: LiveEvent): void {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }))
  }
}

const platform = {
  getStorageSync: () => '',
  setStorageSync: () => undefined,
  removeStorageSync: () => undefined,
  request: (options: UniApp.RequestOptions) =>
    void options.success?.({ statusCode: 201, data: { ticket: 't 1', expires_at: '' } } as never),
}

/** Lets the pending ticket arrive. */
const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  vi.resetModules()
  vi.stubGlobal('uni', platform)
  vi.stubGlobal('EventSource', Line)
  Line.all = []
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function listening() {
  const { setToken } = await import('@/store/token')
  const { listen, unlisten } = await import('@/composables/live')
  setToken('somebody')
  const heard: (LiveEvent | null)[] = []
  const listener = (event: LiveEvent | null): void => void heard.push(event)
  listen(['case'], listener)
  await settled()
  return { heard, hangUp: () => unlisten(listener) }
}

describe('the stream of events', () => {
  it('reloads once it is open, because something may have changed meanwhile', async () => {
    const { heard } = await listening()
    expect(Line.all[0].url).toContain('/me/events?ticket=t%201')
    expect(heard).toEqual([])
    Line.all[0].onopen?.()
    expect(heard).toEqual([null])
  })

  it('tells only what a page asked for', async () => {
    const { heard } = await listening()
    Line.all[0].say('case', { id: '1', kind: 'case', state: 'accepted' })
    Line.all[0].say('notice', { id: '2', kind: 'notice', state: '' })
    expect(heard).toEqual([{ id: '1', kind: 'case', state: 'accepted' }])
  })

  it('reloads after a broken line, and again on the new one', async () => {
    const { heard } = await listening()
    Line.all[0].onerror?.()
    expect(Line.all[0].closed).toBe(true)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(heard).toEqual([null])
    Line.all[1].onopen?.()
    expect(heard).toEqual([null, null])
  })

  it('ends with the last page that listens', async () => {
    const { hangUp } = await listening()
    hangUp()
    expect(Line.all[0].closed).toBe(true)
    Line.all[0].onerror?.()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(Line.all).toHaveLength(1)
  })
})
