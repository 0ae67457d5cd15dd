// What a bot's card says beyond its message's text, as plain lines: staff need the words, not the buttons.
import type { Card } from '../../api/types'

export function cardLines(card: Card): string[] {
  if ('sources' in card) return answerLines(card)
  if ('options' in card) return card.options.map((option) => `· ${option.label}`)
  if ('where' in card) return [`${card.where} ${card.why}`]
  if ('numbers' in card) return card.numbers.map((line) => `${line.label} ${line.number}`)
  return card.note ? [card.note] : []
}

function answerLines(card: Extract<Card, { sources: unknown }>): string[] {
  const details = card.details.flatMap((part) => [part.heading, ...part.lines])
  const sources = card.sources.map((source) => `来源:${source.text}`)
  return [`事项:${card.item.name}`, ...details, ...sources]
}
