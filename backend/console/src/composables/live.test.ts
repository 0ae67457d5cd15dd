import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { CONNECTED, listen, liveState, startLive, stopLive, type LiveEvent } from './live.ts'

/** A line to the server that opens, breaks and speaks when the test says so. */
class Line extends EventTarget {
  static readonly CLOSED = 2
  static all: Line[] = []
  readyState = 0
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null

  constructor() {
    super()
    Line.all.push(this)
  }
  close(): void {
    this.readyState = Line.CLOSED
  }
  say(type: string, data: object): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
  }
}

let heard: LiveEvent[] = []
let hangUp: () => void
const line = () => Line.all.at(-1)!

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] })
  Object.assign(globalThis, { EventSource: Line })
  Line.all = []
  heard = []
  hangUp = listen((event) => heard.push(event))
  startLive(['case'])
})
afterEach(() => {
  hangUp()
  stopLive()
  mock.timers.reset()
})

test('everybody reloads when the line opens, also the first time', () => {
  assert.equal(liveState.value, 'connecting')
  line().onopen?.()
  assert.equal(liveState.value, 'open')
  assert.deepEqual(heard.map((event) => event.type), [CONNECTED])
})

test('an event carries what the server said', () => {
  line().say('case', { id: '1', state: 'accepted' })
  line().say('parcel', { id: '2' })
  assert.deepEqual(heard, [{ type: 'case', data: { id: '1', state: 'accepted' } }])
})

test('a line the browser gave up is drawn again, and everybody reloads', () => {
  line().close()
  line().onerror?.()
  assert.equal(liveState.value, 'lost')
  mock.timers.tick(3000)
  assert.equal(Line.all.length, 2)
  line().onopen?.()
  assert.deepEqual(heard.map((event) => event.type), [CONNECTED])
})

test('a line without a word for long is drawn again', () => {
  line().onopen?.()
  mock.timers.tick(40_000)
  line().say('ping', {})
  mock.timers.tick(40_000)
  assert.equal(Line.all.length, 1)
  mock.timers.tick(10_000)
  assert.equal(Line.all.length, 2)
})

test('who stopped listening hears nothing', () => {
  hangUp()
  line().say('case', { id: '1' })
  assert.deepEqual(heard, [])
})
