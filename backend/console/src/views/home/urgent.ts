const SHOWN = 8

/** Late rows, then the open ones, each once, as many as fit beside each other on the home screen. */
export function urgent<T extends { id: string }>(late: readonly T[], open: readonly T[]): T[] {
  const seen = new Set(late.map((row) => row.id))
  return [...late, ...open.filter((row) => !seen.has(row.id))].slice(0, SHOWN)
}
