import { get, post } from './http'
import type { ParcelList, ParcelView, StaffParcel } from './types'

export const listParcels = (view: ParcelView, cursor?: string | null) =>
  get<ParcelList>('/staff/parcels', { view, cursor })

/** @param verb an action name of the server: pack, order, cancel */
export const actOnParcel = (row: StaffParcel, verb: string, body: object = {}) =>
  post<StaffParcel>(`/staff/parcels/${row.id}/${verb}`, { version: row.version, ...body })
