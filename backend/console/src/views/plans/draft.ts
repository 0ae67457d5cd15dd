// What somebody is entering into the plans, and the request it becomes. Pure.
import type { PlanChange, PlanRow, PoolBrief } from '../../api/types'

export type Kind = PlanChange['kind']
export interface Draft {
  kind: Kind
  pools: string[]
  weekdays: number[]
  validFrom: string
  firstDay: string
  lastDay: string
  wholeDay: boolean
  start: string
  end: string
  window: string
  reason: string
  rows: PlanRow[]
}

export const TITLES: Record<Kind, string> = {
  closure: '停号',
  exception: '改某天安排',
  leave: '窗口请假',
  template: '改模板',
}
export const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const
const MOST_DAYS = 31
const DAY_MS = 86_400_000

export const NEW_ROW: PlanRow = { start: '09:00', end: '12:00', minutes: 30, cap_online: 1, cap_staff: 1, breaks: [] }

export function emptyDraft(kind: Kind, pool: string, day: string, rows: readonly PlanRow[]): Draft {
  return {
    kind,
    pools: [pool],
    weekdays: [],
    validFrom: day,
    firstDay: day,
    lastDay: day,
    wholeDay: true,
    start: '09:00',
    end: '12:00',
    window: '',
    reason: '',
    rows: rows.length ? rows.map((row) => ({ ...row, breaks: row.breaks.map((one) => [...one]) })) : [{ ...NEW_ROW }],
  }
}

/** Every day from the first to the last, at most a month. */
export function daysBetween(first: string, last: string): string[] {
  const start = Date.parse(`${first}T00:00:00Z`)
  const count = Math.floor((Date.parse(`${last}T00:00:00Z`) - start) / DAY_MS) + 1
  const days = Math.min(Math.max(count, 0), MOST_DAYS)
  return Array.from({ length: days }, (_, n) => new Date(start + n * DAY_MS).toISOString().slice(0, 10))
}

/** What is still missing, as a sentence; null when the draft can be sent. */
export function missing(draft: Draft): string | null {
  if (draft.kind === 'leave' && !draft.window) return '请选窗口。'
  if (draft.kind !== 'leave' && draft.pools.length === 0) return '请选号池。'
  if (draft.kind === 'template' && draft.weekdays.length === 0) return '请选星期几。'
  if (draft.kind !== 'template' && draft.reason.trim().length < 2) return '请写原因,市民会看到。'
  if (draft.kind !== 'template' && draft.lastDay < draft.firstDay) return '最后一天要在第一天以后。'
  return null
}

export function requestOf(draft: Draft, pools: readonly PoolBrief[]) {
  const chosen = draft.kind === 'leave' ? [] : pools.filter((pool) => draft.pools.includes(pool.id))
  return { change: changeOf(draft), pools: chosen.map(({ id, version }) => ({ id, version })) }
}

function changeOf(draft: Draft): PlanChange {
  const reason = draft.reason.trim()
  const days = daysBetween(draft.firstDay, draft.lastDay)
  switch (draft.kind) {
    case 'template':
      return { kind: 'template', weekdays: draft.weekdays, valid_from: draft.validFrom, rows: rowsOf(draft) }
    case 'exception':
      return { kind: 'exception', days, rows: rowsOf(draft), reason }
    case 'leave':
      return { kind: 'leave', window: draft.window, first_day: draft.firstDay, last_day: draft.lastDay, reason }
    case 'closure': {
      const span = draft.wholeDay ? { start: null, end: null } : { start: draft.start, end: draft.end }
      return { kind: 'closure', days, ...span, reason }
    }
  }
}

function rowsOf(draft: Draft) {
  return draft.rows.map((row) => ({
    ...row,
    minutes: Number(row.minutes),
    cap_online: Number(row.cap_online),
    cap_staff: Number(row.cap_staff),
    breaks: row.breaks.filter((one) => one[0] && one[1]).map(([start, end]) => ({ start: start!, end: end! })),
  }))
}
