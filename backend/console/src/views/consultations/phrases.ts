// 常用语 by `/`: what is typed after a slash at the caret, and what takes its place. Pure.
const SLASH = /(^|\s)\/([^\s/]*)$/

/** The words after the slash before the caret; null when there is no slash. */
export function slashed(text: string, caret: number): string | null {
  return SLASH.exec(text.slice(0, caret))?.[2] ?? null
}

/** The text with the slash and its words replaced. */
export function replaced(text: string, caret: number, words: string): string {
  return text.slice(0, caret).replace(SLASH, (_, before: string) => before + words) + text.slice(caret)
}

export function matching<T extends { title: string; words: string }>(phrases: readonly T[], typed: string): T[] {
  return phrases.filter(({ title, words }) => title.includes(typed) || words.includes(typed)).slice(0, 8)
}
