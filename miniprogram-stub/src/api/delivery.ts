import { get, send } from './request'
import type { Delivery, DeliveryOptions } from './types'

export interface DeliveryChoice {
  method: 'pickup' | 'courier'
  address_id?: string
  courier_consent?: true
}

export const deliveryOptions = (caseId: string) => get<DeliveryOptions>(`/cases/${caseId}/delivery/options`)
export const chooseDelivery = (caseId: string, choice: DeliveryChoice) =>
  send<Delivery>('POST', `/cases/${caseId}/delivery`, choice)
