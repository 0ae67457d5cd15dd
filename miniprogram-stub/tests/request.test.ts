import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

interface Seen {
  method: string
  path: string
  key: string | undefined
  token: string | undefined
}
type Reply = { status: number; body?: unknown } | 'cut'

let server: Server
let origin = ''
let seen: Seen[] = []
let replies: Reply[] = []

function remember(request: IncomingMessage): void {
  const headers = request.headers
  seen.push({
    method: request.method ?? '',
    path: request.url ?? '',
    key: headers['idempotency-key'] as string | undefined,
    token: headers.authorization,
  })
}

/** uni.request over fetch, talking to a real server: only the platform is replaced. */
function platform() {
  const kept = new Map<string, unknown>()
  return {
    getStorageSync: (key: string) => kept.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => kept.set(key, value),
    removeStorageSync: (key: string) => kept.delete(key),
    request: async (options: UniApp.RequestOptions) => {
      try {
        const url = new URL(options.url, origin)
        const answer = await fetch(origin + url.pathname + url.search, {
          method: options.method,
          headers: options.header,
          body: options.data as string | undefined,
        })
        const text = await answer.text()
        options.success?.({ statusCode: answer.status, data: text ? JSON.parse(text) : '' } as never)
      } catch {
        options.fail?.({ errMsg: 'request:fail' } as never)
      }
    },
  }
}

beforeAll(async () => {
  server = createServer((request, response) => {
    remember(request)
    request.resume()
    const reply = replies.shift() ?? { status: 200, body: {} }
    if (reply === 'cut') return request.socket.destroy()
    response.writeHead(reply.status, { 'content-type': 'application/json' })
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vi.stubGlobal('uni', platform())
})
afterAll(() => void server.close())
beforeEach(() => {
  seen = []
  replies = []
})

const api = () => import('@/api/request')

describe('the one network caller', () => {
  it('sends a key with every change and none with a read', async () => {
    const { get, send } = await api()
    await get('/centre')
    await send('POST', '/a')
    await send('DELETE', '/a')
    expect(seen.map((one) => Boolean(one.key))).toEqual([false, true, true])
    expect(seen[0].path).toBe('/api/v1/centre')
  })
  it('repeats with the same key when the network cuts the answer', async () => {
    const { send } = await api()
    replies = ['cut', { status: 201, body: { id: '1' } }]
    await expect(send('POST', '/appointments', { slot_id: 's' })).resolves.toEqual({ id: '1' })
    expect(new Set(seen.map((one) => one.key)).size).toBe(1)
  })
  it('keeps the key for the next tap after an unknown outcome, and not after a definite one', async () => {
    const { send } = await api()
    replies = ['cut', 'cut', { status: 503 }, { status: 409, body: { code: 'wrong_state', message: '请刷新。' } }]
    await expect(send('POST', '/b')).rejects.toMatchObject({ code: 'offline' })
    await expect(send('POST', '/b')).rejects.toMatchObject({ code: 'http_503' })
    await expect(send('POST', '/b')).rejects.toMatchObject({ code: 'wrong_state', message: '请刷新。' })
    await send('POST', '/b')
    const keys = seen.map((one) => one.key)
    expect(new Set(keys.slice(0, 4)).size).toBe(1)
    expect(keys[4]).not.toBe(keys[0])
  })
  it('gives two different requests two keys', async () => {
    const { send } = await api()
    await send('POST', '/c', { slot_id: '1' })
    await send('POST', '/c', { slot_id: '2' })
    expect(seen[0].key).not.toBe(seen[1].key)
  })
  it('logs in once on 401, then repeats with the new token', async () => {
    const { get, onUnauthorised } = await api()
    const { setToken } = await import('@/store/token')
    onUnauthorised(async () => (setToken('new'), true))
    replies = [{ status: 401, body: { code: 'not_logged_in', message: '请先登录。' } }]
    await get('/me')
    expect(seen.map((one) => one.token)).toEqual([undefined, 'Bearer new'])
    replies = [{ status: 401 }, { status: 401, body: { code: 'not_logged_in', message: '请先登录。' } }]
    await expect(get('/me')).rejects.toMatchObject({ code: 'not_logged_in' })
    expect(seen).toHaveLength(4)
  })
  it('does not ask to log in for public look-ups', async () => {
    const { send, onUnauthorised } = await api()
    const ask = vi.fn(async () => true)
    onUnauthorised(ask)
    replies = [{ status: 401 }]
    await expect(send('POST', '/progress-lookups', {}, { anonymous: true })).rejects.toBeTruthy()
    expect(ask).not.toHaveBeenCalled()
  })
  it('understands refusals with fields, and answers that are not ours', async () => {
    const { get } = await api()
    replies = [
      { status: 422, body: { code: 'invalid_input', message: '请改。', details: { fields: [{ field: 'name', reason: '请填姓名。' }] }, request_id: 'r9' } },
      { status: 502, body: 'bad gateway' },
    ]
    await expect(get('/x')).rejects.toMatchObject({ requestId: 'r9', fields: [{ field: 'name', reason: '请填姓名。' }] })
    await expect(get('/x')).rejects.toMatchObject({ code: 'http_502', message: '没有办成。请稍后再试一次。' })
  })
})
