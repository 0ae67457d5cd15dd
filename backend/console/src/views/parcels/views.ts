// Which list a parcel is in.
import type { ParcelView } from '../../api/types'

const VIEW_OF: Record<string, ParcelView> = {
  chosen: 'to_pack',
  packed: 'to_order',
  ordered: 'shipped',
  shipped: 'shipped',
  exception: 'exception',
  returned: 'exception',
}

/** The list with parcels of this state. */
export function viewOf(state: string): ParcelView {
  return VIEW_OF[state] ?? 'done'
}
