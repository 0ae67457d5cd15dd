// Where a ticket can be sent: open windows, and departments. Pure.
import type { HallWindow, StaffTicket } from '../../api/types'
import type { Option } from '../../utils/fields'

const WINDOW = 'window:'
const DEPARTMENT = 'department:'

/** Windows that serve now but for the ticket's own, then every department that has a window. */
export function targets(windows: readonly HallWindow[], ticket: Pick<StaffTicket, 'window_number'>): Option[] {
  const open = windows.filter((window) => window.state !== 'closed' && window.number !== ticket.window_number)
  const departments = new Map(windows.flatMap((window) => window.departments.map((one) => [one.code, one.name])))
  return [
    ...open.map((window) => ({ value: WINDOW + window.code, label: `${window.number} 号窗口 · ${window.name}` })),
    ...[...departments].map(([code, name]) => ({ value: DEPARTMENT + code, label: `${name} · 先空的窗口` })),
  ]
}

/** What the server takes for a chosen target. */
export function parseTarget(value: string): { window: string } | { department: string } {
  return value.startsWith(WINDOW) ? { window: value.slice(WINDOW.length) } : { department: value.slice(DEPARTMENT.length) }
}
