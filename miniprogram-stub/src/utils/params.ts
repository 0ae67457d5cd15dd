export type PageQuery = Record<string, string | undefined> | undefined

/** A parameter of the page's address as text. WeChat hands it over still encoded, the browser's router does not. */
export function param(query: PageQuery, name: string): string {
  const value = query?.[name] ?? ''
  // #ifdef MP-WEIXIN
  return decodeURIComponent(value)
  // #endif
  // #ifdef H5
  return value
  // #endif
}

/** A parameter that is a list, separated by commas. */
export function listParam(query: PageQuery, name: string): string[] {
  return param(query, name).split(',').filter(Boolean)
}
