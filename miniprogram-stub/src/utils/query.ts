export type QueryValue = string | number | boolean | null | undefined

/** `{q: '身份证', from: null}` → `?q=%E8%BA%AB…`; empty values are left out. */
export function queryString(query: Record<string, QueryValue> = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return pairs.length ? `?${pairs.join('&')}` : ''
}

/** Read one value out of `?a=1&b=2` (with or without the question mark). */
export function queryValue(search: string, name: string): string | null {
  for (const pair of search.replace(/^\?/, '').split('&')) {
    const [key, value = ''] = pair.split('=')
    if (key === name) return decodeURIComponent(value.replace(/\+/g, ' '))
  }
  return null
}
