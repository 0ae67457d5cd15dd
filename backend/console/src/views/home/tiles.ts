// The numbers on the home screen: late things first, then what this role works on.
import type { Counts } from '../../api/types'

export interface Tile {
  to: string
  label: string
  count: number
  late: boolean
}

interface Rule {
  to: string
  label: string
  permission: string
  count: (counts: Counts) => number | undefined
  late?: boolean
}

const RULES: readonly Rule[] = [
  { to: '/consultations', label: '条咨询已超时', permission: 'consultations.read', count: (c) => c.consultations?.late, late: true },
  { to: '/ratings', label: '条差评整改超期', permission: 'ratings.read', count: (c) => c.ratings?.late, late: true },
  { to: '/complaints', label: '件投诉超期', permission: 'complaints.read', count: (c) => c.complaints?.late, late: true },
  { to: '/cases', label: '个办件已超期', permission: 'cases.read', count: (c) => c.cases?.late, late: true },
  { to: '/hall', label: '人在等候', permission: 'queue.call', count: (c) => c.queue?.waiting },
  { to: '/consultations', label: '条咨询归我', permission: 'consultations.answer', count: (c) => c.consultations?.mine },
  { to: '/consultations', label: '条咨询待领', permission: 'consultations.read', count: (c) => c.consultations?.unclaimed },
  { to: '/ratings', label: '条差评待整改', permission: 'ratings.rectify', count: (c) => c.ratings?.open },
  { to: '/complaints', label: '件投诉待答复', permission: 'complaints.read', count: (c) => c.complaints?.waiting },
  { to: '/cases', label: '个办件在办', permission: 'cases.read', count: (c) => c.cases?.open },
  { to: '/parcels', label: '个包裹待打包', permission: 'parcels.read', count: (c) => c.parcels?.to_pack },
]

/** @param can whether this person holds a permission */
export function tilesFor(counts: Counts, can: (permission: string) => boolean): Tile[] {
  return RULES.filter((rule) => can(rule.permission))
    .map(({ to, label, count, late }) => ({ to, label, count: count(counts) ?? 0, late: late ?? false }))
    .filter((tile) => !tile.late || tile.count > 0)
}
