import type { AnswerCardData, Material } from '@/api/types'
import { groupMaterials } from './materials'

export const CAVEAT = '以窗口答复为准。'
const NOTE = '这部分还没核实,以窗口答复为准。'
/** What is read at a glance: so many lines of the answer come before 展开. */
export const FIRST = 5

export type CardSection = AnswerCardData['details'][number]

export interface ShownSection {
  /** Empty where the item's own name says it. */
  heading: string
  lines: string[]
  materials: Material[]
  hours: string | null
  phone: string | null
  /** Said where nobody has verified the part, unless its lines say it. */
  note: string | null
}
export interface ShownCard {
  sections: ShownSection[]
  /** Whether 展开 brings more. */
  more: boolean
}

/** The parts of a card as they are read: first what was asked, cut after `FIRST` lines; all of it when `open`. */
export function shownCard(card: AnswerCardData, open: boolean): ShownCard {
  const all = sectionsOf(card)
  const whole = all.map((one) => shown(one, Infinity))
  if (open) return { sections: whole, more: false }
  const first: ShownSection[] = []
  let left = FIRST
  for (const [index, section] of all.entries()) {
    if (left <= 0 || (index > 0 && !asked(section, card))) continue
    const part = shown(section, left)
    left -= rows(part)
    first.push(part)
  }
  return { sections: first, more: count(first) < count(whole) }
}

/** Cards of early conversations have lines only. */
function sectionsOf(card: AnswerCardData): CardSection[] {
  const lead = card.lead ?? {
    heading: '',
    lines: card.paragraphs,
    facet: null,
    verified: true,
    materials: [],
    hours: null,
    phone: null,
  }
  const named = lead.facet === null && card.item.name.includes(lead.heading)
  return [named ? { ...lead, heading: '' } : lead, ...card.details]
}

function asked(section: CardSection, card: AnswerCardData): boolean {
  return section.facet !== null && card.facets.includes(section.facet)
}

function shown(section: CardSection, room: number): ShownSection {
  // A list to tick replaces its own lines, but for the first, which counts them.
  const listed = section.materials.length > 0
  const lines = (listed ? section.lines.slice(0, 1) : said(section)).slice(0, room)
  const materials = groupMaterials(section.materials).flatMap((group) => group.items)
  return {
    heading: section.heading,
    lines,
    materials: materials.slice(0, Math.max(0, room - lines.length)),
    hours: section.hours,
    phone: section.phone,
    note: section.verified || lines.some((line) => line.includes(CAVEAT)) ? null : NOTE,
  }
}

/** What stands below the lines is not read out as well: the caveat as a note, the number as a link to call it. */
function said(section: CardSection): string[] {
  const below = [section.verified ? '' : CAVEAT, section.phone ? `电话:${section.phone}。` : '']
  return section.lines.filter((line) => !below.includes(line))
}

const rows = (section: ShownSection): number => section.lines.length + section.materials.length
const count = (sections: ShownSection[]): number => sections.reduce((sum, one) => sum + rows(one), 0)

const FACETS = [
  { facet: '材料', label: '要什么材料' },
  { facet: '费用', label: '多少钱' },
  { facet: '时限', label: '多久' },
  { facet: '地点', label: '在哪办' },
  { facet: '预约', label: '怎么预约' },
]

/** One tap: what the chip says, and what is asked. */
export interface Chip {
  label: string
  ask: string
}

/** What may be asked next about an item: the sides that the answer did not tell. Services have no such sides. */
export function followUps(card: AnswerCardData): Chip[] {
  const kinds = card.buttons.map((button) => button.kind)
  if (!kinds.includes('guide')) return []
  const open = FACETS.filter(({ facet }) => !card.facets.includes(facet) && (facet !== '预约' || kinds.includes('book')))
  // Alone, 怎么预约 is a question about booking as such: the item is named with it.
  return open.map(({ facet, label }) => ({ label, ask: facet === '预约' ? `${card.item.name}${label}` : label }))
}
