import { readJson, writeJson } from './storage'

const key = (itemCode: string): string => `yc.ticks.${itemCode}`

/** Which materials of an item the citizen has ready. Kept on the device only. */
export function readTicks(itemCode: string): string[] {
  return readJson<string[]>(key(itemCode)) ?? []
}

export function toggleTick(itemCode: string, name: string): string[] {
  const old = readTicks(itemCode)
  const ticks = old.includes(name) ? old.filter((one) => one !== name) : [...old, name]
  writeJson(key(itemCode), ticks)
  return ticks
}
