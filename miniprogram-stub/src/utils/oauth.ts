import { queryValue } from './query'

/** `?code=…&state=…` added by WeChat before the hash → our log-in page; null when this is no such return. */
export function oauthReturn(search: string): string | null {
  const code = queryValue(search, 'code')
  const state = queryValue(search, 'state')
  if (!code || state === null) return null
  return `#/pages/login/index?code=${encodeURIComponent(code)}&state=${encodeURIComponent(state)}`
}

/** The `state` inside an OAuth address, kept to recognise our own return and refuse a planted one. */
export function stateOf(oauthUrl: string): string {
  const search = oauthUrl.split('#')[0].split('?')[1] ?? ''
  return queryValue(search, 'state') ?? ''
}
