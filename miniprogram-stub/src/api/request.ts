import { setOnline } from '@/store/network'
import { token } from '@/store/token'
import { queryString, type QueryValue } from '@/utils/query'
import { ApiError, errorFrom, offlineError } from './errors'
import { TapKeys } from './idempotency'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Options {
  query?: Record<string, QueryValue>
  headers?: Record<string, string>
  /** Do not try to log in when the server says 401 (log-in itself, public look-ups). */
  anonymous?: boolean
}

interface Answer {
  status: number
  body: unknown
}

const TIMEOUT_MS = 15_000
const PAUSE_MS = 600

let origin = ''
// #ifdef MP-WEIXIN
origin = import.meta.env.VITE_API_ORIGIN ?? 'http://127.0.0.1:8000'
// #endif

const keys = new TapKeys()
let logIn: (() => Promise<boolean>) | null = null

/** Tell the caller how to log in again; it resolves to true when a new token is there. */
export function onUnauthorised(handler: () => Promise<boolean>): void {
  logIn = handler
}

function exchange(method: Method, url: string, header: Record<string, string>, data?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    uni.request({
      url,
      method,
      header,
      data,
      timeout: TIMEOUT_MS,
      success: (answer) => resolve({ status: answer.statusCode, body: answer.data }),
      fail: () => reject(offlineError()),
    })
  })
}

/** One silent second try when the network fails: safe for reads, and for changes because the key stays the same. */
async function exchangeTwice(method: Method, url: string, header: Record<string, string>, data?: string) {
  try {
    return await exchange(method, url, header, data)
  } catch {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    return exchange(method, url, header, data)
  }
}

function headersFor(data: string | undefined, key: string | null, extra: Record<string, string> = {}) {
  const headers: Record<string, string> = { Accept: 'application/json', ...extra }
  if (data !== undefined) headers['Content-Type'] = 'application/json'
  if (token.value) headers.Authorization = `Bearer ${token.value}`
  if (key) headers['Idempotency-Key'] = key
  return headers
}

async function call(method: Method, path: string, data: string | undefined, options: Options): Promise<Answer> {
  const url = `${origin}/api/v1${path}${queryString(options.query)}`
  const tap = method === 'GET' ? null : `${token.value} ${method} ${path} ${data ?? ''}`
  try {
    const answer = await exchangeTwice(method, url, headersFor(data, tap && keys.take(tap), options.headers), data)
    setOnline(true)
    if (tap) keys.settle(tap, answer.status)
    return answer
  } catch (error) {
    setOnline(false)
    throw error
  }
}

async function request<T>(method: Method, path: string, body: unknown, options: Options): Promise<T> {
  const data = body === undefined ? undefined : JSON.stringify(body)
  let answer = await call(method, path, data, options)
  if (answer.status === 401 && !options.anonymous && logIn && (await logIn())) {
    answer = await call(method, path, data, options)
  }
  if (answer.status >= 200 && answer.status < 300) return answer.body as T
  throw errorFrom(answer.status, answer.body)
}

/** Read. Throws ApiError. */
export function get<T>(path: string, options: Options = {}): Promise<T> {
  return request<T>('GET', path, undefined, options)
}

/** Read a text that is no JSON, such as a calendar file. Throws ApiError. */
export function getText(path: string): Promise<string> {
  return request<string>('GET', path, undefined, {})
}

/** Change. Sends the idempotency key of this tap. Throws ApiError. */
export function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown = {}, options: Options = {}) {
  return request<T>(method, path, method === 'DELETE' ? undefined : body, options)
}

/** Where the browser opens a stream of the API. */
export function streamUrl(path: string): string {
  return `${origin}/api/v1${path}`
}

export { ApiError }
