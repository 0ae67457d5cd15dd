import { get, post } from './http'
import type { ParcelList, ParcelView, StaffParcel } from './types'

const MOST_OF_A_PAGE = 100

export const listParcels = (view: ParcelView, cursor?: string | null) =>
  get<ParcelList>('/staff/parcels', { view, cursor })

/** A parcel by its id; null when it is not among the newest hundred of this view. */
export async function findParcel(view: ParcelView, id: string): Promise<StaffParcel | null> {
  const page = await get<ParcelList>('/staff/parcels', { view, limit: MOST_OF_A_PAGE })
  return page.items.find((row) => row.id === id) ?? null
}

/** @param verb an action name of the server: pack, order, cancel */
export const actOnParcel = (row: StaffParcel, verb: string, body: object = {}) =>
  post<StaffParcel>(`/staff/parcels/${row.id}/${verb}`, { version: row.version, ...body })
