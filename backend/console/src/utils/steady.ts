// Lists that refresh while somebody points at them must not move: rows keep their places until the person is done.

export interface SteadyList<T> {
  rows: T[]
  /** How many fresh rows are held back. */
  waiting: number
}

/**
 * Fresh values in the old order. Rows that left the list go; rows that are new wait.
 * @param shown rows on the screen, in their order
 * @param fresh rows from the server
 * @param key what makes a row the same row
 */
export function keepPlaces<T>(shown: T[], fresh: T[], key: (row: T) => string): SteadyList<T> {
  const byKey = new Map(fresh.map((row) => [key(row), row]))
  const rows = shown.flatMap((row) => byKey.get(key(row)) ?? [])
  return { rows, waiting: fresh.length - rows.length }
}
