import { get, send } from './request'
import type { Delivery, DeliveryChoice, DeliveryOptions } from './types'

export const deliveryOptions = (caseId: string) => get<DeliveryOptions>(`/cases/${caseId}/delivery/options`)
export const chooseDelivery = (caseId: string, choice: DeliveryChoice) =>
  send<Delivery>('POST', `/cases/${caseId}/delivery`, choice)
