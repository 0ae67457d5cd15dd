import type { CaseProgress } from '@/api/types'

export interface TimelineEntry {
  at: string
  title: string
  text: string
  unit: string | null
}

/** What the window does to a delivery; everything else is told by the courier. */
const OWN_STATUSES = ['chosen', 'packed', 'ordered', 'cancelled', 'handed_over']

/** One timeline, newest first: the case and, below it, its parcel. */
export function mergedTimeline(row: Pick<CaseProgress, 'timeline' | 'delivery'>): TimelineEntry[] {
  const parcel = (row.delivery?.events ?? []).map((event) => ({
    at: event.at,
    title: event.label,
    text: event.text === event.label ? '' : event.text,
    unit: OWN_STATUSES.includes(event.status) ? null : (row.delivery?.courier_name ?? null),
  }))
  const own = row.timeline.map(({ at, title, text, unit }) => ({ at, title, text: text ?? '', unit }))
  const seen = new Set<string>()
  // The server gives the oldest first; turned round, entries of the same second keep their order.
  return [...own, ...parcel]
    .reverse()
    .filter((entry) => !seen.has(`${entry.at} ${entry.title}`) && seen.add(`${entry.at} ${entry.title}`))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}
