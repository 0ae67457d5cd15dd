// The only place that talks to the network. Every call carries the session cookie and `X-Yichuang: console`
// (a header other sites cannot send without asking); every mutation carries an Idempotency-Key that survives its retry.
import { newKey } from '../utils/keys.ts'

const ROOT = '/api/v1'
const LOGIN = '/staff/sessions'
const RETRY_AFTER_MS = 600

/** What the server says when it refuses: a stable code and one sentence for people. */
export interface Refusal {
  code: string
  message: string
  details?: unknown
  request_id?: string
}

export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: unknown
  readonly requestId: string | undefined

  constructor(status: number, refusal: Refusal) {
    super(refusal.message)
    this.status = status
    this.code = refusal.code
    this.details = refusal.details
    this.requestId = refusal.request_id
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>

let onUnauthorised: () => void = () => undefined

/** Tells the wrapper what to do when the session has ended (the router sends people to the log-in page). */
export function whenUnauthorised(handler: () => void): void {
  onUnauthorised = handler
}

export function get<T>(path: string, query: Query = {}): Promise<T> {
  return call<T>('GET', path + queryString(query))
}

export function post<T>(path: string, body: object = {}): Promise<T> {
  return call<T>('POST', path, body)
}

export function put<T>(path: string, body: object = {}): Promise<T> {
  return call<T>('PUT', path, body)
}

export function remove(path: string): Promise<void> {
  return call<void>('DELETE', path)
}

export function queryString(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
  return text ? `?${text}` : ''
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await send(ROOT + path, request(method, body))
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
  const error = new ApiError(response.status, await refusalOf(response))
  if (response.status === 401 && !path.startsWith(LOGIN)) onUnauthorised()
  throw error
}

function request(method: string, body?: object): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json', 'X-Yichuang': 'console' }
  if (method === 'GET') return { method, headers, credentials: 'same-origin' }
  headers['Idempotency-Key'] = newKey()
  if (body === undefined) return { method, headers, credentials: 'same-origin' }
  headers['Content-Type'] = 'application/json'
  return { method, headers, credentials: 'same-origin', body: JSON.stringify(body) }
}

/** One retry after a broken connection: the same key makes it safe for mutations too. */
async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch {
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS))
    return fetch(url, init).catch(() => {
      throw new ApiError(0, { code: 'offline', message: '没有连上服务器。请检查网络后重试。' })
    })
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  const fallback = { code: 'http_error', message: `服务器没有完成这一步(${response.status})。请稍后重试。` }
  try {
    const body = (await response.json()) as Partial<Refusal>
    return typeof body.message === 'string' && typeof body.code === 'string' ? (body as Refusal) : fallback
  } catch {
    return fallback
  }
}
