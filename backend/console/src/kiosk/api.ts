// What the machine asks. Nothing is kept: no cookie is sent, the key proves which machine it is.
import type { KioskHall, TicketSlip } from '../api/types'
import { newKey } from '../utils/keys'
import { machineKey } from './device'

const PATIENCE_MS = 10_000
const OFFLINE = '网络不通。请到咨询台取号。'

export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export const readHall = () => call<KioskHall>('GET', '/kiosk')
export const drawNumber = (item_code: string, priority: string | null) =>
  call<TicketSlip>('POST', '/kiosk/tickets', { item_code, priority })
export const checkInByCode = (code: string) => call<TicketSlip>('POST', '/kiosk/check-ins', { code })
export const checkInByPapers = (id_number: string, phone_end: string) =>
  call<TicketSlip>('POST', '/kiosk/check-ins', { id_number, phone_end })

/** Codes of the items that the engine finds for some words, best first. */
export async function findItems(words: string): Promise<string[]> {
  const found = await call<{ guides: { code: string }[] }>('GET', `/search?q=${encodeURIComponent(words)}`)
  return found.guides.map(({ code }) => code)
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`/api/v1${path}`, request(method, path, body)).catch(() => {
    throw new Refused('offline', OFFLINE)
  })
  const answer = (await response.json().catch(() => ({}))) as { code?: string; message?: string; details?: Details }
  if (response.ok) return answer as T
  throw new Refused(answer.code ?? 'http_error', answer.details?.fields?.[0]?.reason ?? answer.message ?? OFFLINE)
}

interface Details {
  fields?: { reason: string }[]
}

function request(method: string, path: string, body?: object): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (path.startsWith('/kiosk')) headers.Authorization = `Bearer ${machineKey()}`
  const patience = new AbortController()
  setTimeout(() => patience.abort(), PATIENCE_MS)
  const init: RequestInit = { method, headers, credentials: 'omit', signal: patience.signal }
  if (method === 'GET') return init
  headers['Idempotency-Key'] = newKey()
  headers['Content-Type'] = 'application/json'
  return { ...init, body: JSON.stringify(body) }
}
