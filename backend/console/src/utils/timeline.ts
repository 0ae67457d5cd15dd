/** What happened, newest first. The server gives the oldest first; entries of one instant are turned round too. */
export function newestFirst<T extends { at: string }>(entries: readonly T[]): T[] {
  return [...entries].reverse().sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
}
