export interface TextPart {
  text: string
  hit: boolean
}

/**
 * Cut a text into matched and other parts, for search results.
 * Ranges are `[start, end)` in characters; ranges that overlap, are reversed or lie outside are ignored.
 */
export function markedParts(text: string, ranges: ReadonlyArray<readonly [number, number]>): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (start < at || end <= start || end > text.length) continue
    if (start > at) parts.push({ text: text.slice(at, start), hit: false })
    parts.push({ text: text.slice(start, end), hit: true })
    at = end
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false })
  return parts
}

/** Keep digits only, as people paste phone numbers with spaces and dashes. */
export function digits(text: string): string {
  return text.replace(/\D/g, '')
}

/** A span of time stays on one line: `9:10–9:30` does not break at its dash. */
export function keepTogether(text: string): string {
  return text.replace(/–/g, '\u2060–\u2060')
}
