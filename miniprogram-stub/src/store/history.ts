import { readJson, removeItem, writeJson } from './storage'

const KEY = 'yc.searches'
const KEPT = 8

/** The latest searches on this device, newest first. */
export function readSearches(): string[] {
  return readJson<string[]>(KEY) ?? []
}

export function addSearch(text: string): string[] {
  const all = [text, ...readSearches().filter((one) => one !== text)].slice(0, KEPT)
  writeJson(KEY, all)
  return all
}

export function clearSearches(): string[] {
  removeItem(KEY)
  return []
}
