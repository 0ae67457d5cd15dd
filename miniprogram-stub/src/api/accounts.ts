import { get, send } from './request'
import type {
  Address,
  AddressInput,
  Citizen,
  EventsTicket,
  FamilyMember,
  FamilyMemberInput,
  Items,
  LogIn,
  LoginOptions,
  NextStep,
  PrivacyNotice,
  Session,
} from './types'

export const loginOptions = (returnTo: string) =>
  get<LoginOptions>('/sessions/options', { query: { return_to: returnTo }, anonymous: true })
export const logIn = (body: LogIn) =>
  send<Session>('POST', '/sessions', body, { anonymous: true })
export const logOut = () => send<void>('DELETE', '/sessions/current', undefined, { anonymous: true })

export const me = () => get<Citizen>('/me')
export const nextSteps = () => get<Items<NextStep>>('/me/next')
export const declareIdentity = (body: { name: string; id_number: string; phone: string }) =>
  send<Citizen>('PUT', '/me/identity', body)
export const setElderMode = (elder_mode: boolean) => send<Citizen>('PUT', '/me/settings', { elder_mode })
export const giveConsent = (kind: string, version: string) => send<Citizen>('PUT', `/me/consents/${kind}`, { version })
export const withdrawConsent = (kind: string) => send<Citizen>('DELETE', `/me/consents/${kind}`)
export const privacyNotice = () => get<PrivacyNotice>('/privacy-notice', { anonymous: true })

export const addresses = () => get<Items<Address>>('/me/addresses')
export const addAddress = (body: AddressInput) => send<Address>('POST', '/me/addresses', body)
export const changeAddress = (id: string, body: AddressInput) => send<Address>('PUT', `/me/addresses/${id}`, body)
export const removeAddress = (id: string) => send<void>('DELETE', `/me/addresses/${id}`)

export const family = () => get<Items<FamilyMember>>('/me/family')
export const addFamily = (body: FamilyMemberInput) => send<FamilyMember>('POST', '/me/family', body)
export const removeFamily = (id: string) => send<void>('DELETE', `/me/family/${id}`)

export const eventsTicket = () => send<EventsTicket>('POST', '/me/events/tickets')
