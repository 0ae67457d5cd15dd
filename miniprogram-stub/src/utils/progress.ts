export interface ProgressPoint {
  label: string
  at: string | null
}

/** Points with a time are done; the first without one is where things stand now. */
export function progressSteps(points: ProgressPoint[]) {
  const now = points.findIndex((point) => point.at === null)
  return points.map((point, index) => ({
    name: point.label,
    at: point.at,
    state: point.at !== null ? ('done' as const) : index === now ? ('current' as const) : ('waiting' as const),
  }))
}

const RUNNING = ['registered', 'supplementing', 'accepted', 'in_progress']

/** `还剩 5 个工作日` while the case runs; nothing once it is decided or when no day is promised. */
export function daysLeftLine(row: { state: string; days_left: number | null }): string {
  if (row.days_left === null || !RUNNING.includes(row.state)) return ''
  if (row.days_left > 0) return `还剩 ${row.days_left} 个工作日`
  return row.days_left === 0 ? '今天到期' : `已超 ${-row.days_left} 个工作日`
}
