// Names for what the API answers. The shapes come from schema.d.ts, generated from the server's OpenAPI file
// (`npm run types`), so the app cannot drift from the server. Taken by path: component names may change.
import type { paths } from './schema'

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never
type Answer<Operation, Status extends number> = Operation extends { responses: infer Responses }
  ? Status extends keyof Responses
    ? Json<Responses[Status]>
    : never
  : never
type V1<Path extends string> = `/api/v1${Path}` & keyof paths
/** What a GET of this path answers. */
type Got<Path extends string> = Answer<paths[V1<Path>]['get'], 200>
/** What a POST to this path makes. */
type Made<Path extends string> = Answer<paths[V1<Path>]['post'], 201>
/** What a POST to this path answers when it changes a row. */
type Changed<Path extends string> = Answer<paths[V1<Path>]['post'], 200>
/** What a POST to this path takes. */
type Sent<Path extends string> = paths[V1<Path>]['post'] extends
  | { requestBody?: { content: { 'application/json': infer Body } } }
  | undefined
  ? Body
  : never

export interface Page<T> {
  items: T[]
  next?: string | null
}
export interface Items<T> {
  items: T[]
}

export type Centre = Got<'/centre'>
export type Department = Got<'/departments'>['items'][number]
export type GuideBrief = Got<'/guides'>['items'][number]
export type Guide = Got<'/guides/{code}'>
export type Material = Guide['materials']['items'][number]
export type Place = Guide['place']
export type SearchResult = Got<'/search'>
export type Suggestion = Got<'/search/suggest'>['items'][number]
export type QueueSummary = Got<'/queue/summary'>

export type LoginOptions = Got<'/sessions/options'>
export type LogIn = Sent<'/sessions'>
export type Session = Made<'/sessions'>
export type Citizen = Got<'/me'>
export type Consent = Citizen['consents'][number]
export type PrivacyNotice = Got<'/privacy-notice'>
export type Address = Got<'/me/addresses'>['items'][number]
export type AddressInput = Sent<'/me/addresses'>
export type FamilyMember = Got<'/me/family'>['items'][number]
export type FamilyMemberInput = Sent<'/me/family'>
export type NextStep = Got<'/me/next'>['items'][number]
export type EventsTicket = Made<'/me/events/tickets'>

export type SlotBoard = Got<'/guides/{code}/slots'>
export type SlotDay = SlotBoard['days'][number]
export type Alternatives = Got<'/appointments/{appointment_id}/alternatives'>
export type Slot = SlotDay['slots'][number]
export type Appointment = Got<'/appointments/{appointment_id}'>
export type Ticket = NonNullable<Appointment['ticket']>
export type Action = Appointment['actions'][number]
export type PartyInput = NonNullable<Sent<'/appointments'>['party']>
export type WaitInput = Sent<'/waitlist'>
export type WaitlistEntry = Made<'/waitlist'>
export type Credit = Got<'/me/credit'>
export type CreditLine = Credit['lines'][number]

type AnyMessage = Got<'/conversations/{conversation_id}/messages'>['items'][number]
type Card = NonNullable<AnyMessage['card']>
export type AnswerCardData = Extract<Card, { paragraphs: unknown }>
export type ClarifyCardData = Extract<Card, { none_label: unknown }>
export type RedirectCardData = Extract<Card, { where: unknown }>
export type HandoffCardData = Extract<Card, { due_text: unknown }>
export type EmergencyCardData = Extract<Card, { numbers: unknown }>
/** A message with the card of its kind; OpenAPI cannot say that the two belong together. */
export type Message = Omit<AnyMessage, 'kind' | 'card'> &
  (
    | { kind: 'text' | 'smalltalk' | 'reply'; card: null }
    | { kind: 'answer'; card: AnswerCardData }
    | { kind: 'clarify'; card: ClarifyCardData }
    | { kind: 'redirect'; card: RedirectCardData }
    | { kind: 'handoff'; card: HandoffCardData }
    | { kind: 'emergency'; card: EmergencyCardData }
  )
type WithMessages<Row, Field extends string> = Omit<Row, Field> & Record<Field, Message[]>
export type Consultation = WithMessages<Got<'/consultations/{consultation_id}'>, 'messages'>
export type Conversation = Omit<Made<'/conversations'>, 'greeting'> & { greeting: Message }
export type Thread = Items<Message> & { consultation: Consultation | null }
export type HandedOff = Items<Message> & { consultation: Consultation }
export type Also = AnswerCardData['also'][number]
export type Rating = NonNullable<AnyMessage['rating']>
export type Feedback = Sent<'/messages/{message_id}/feedback'>
export type UnhelpfulReason = NonNullable<Rating['reason']>
export type AnswerButton = AnswerCardData['buttons'][number]

export type Case = Got<'/cases/{case_id}'>
/** What a look-up by number shows: a case without its ids, its applicant and its actions. */
export type CaseProgress = Changed<'/progress-lookups'>
export type DeliveryOptions = Got<'/cases/{case_id}/delivery/options'>
export type DeliveryChoice = Sent<'/cases/{case_id}/delivery'>
export type Delivery = Made<'/cases/{case_id}/delivery'>

export type NoticePage = Got<'/me/notices'>
export type Notice = NoticePage['items'][number]
export type Unread = Changed<'/me/notices/read-all'>
export type Subscriptions = Got<'/me/subscriptions'>
export type SubscriptionTemplate = Subscriptions['templates'][number]
export type SubscriptionResult = Sent<'/me/subscriptions'>['results'][number]

export type MyRatings = Got<'/ratings'>
export type RatingRow = MyRatings['items'][number]
export type MyRating = Got<'/ratings/{rating_id}'>
export type GradeChoice = MyRating['choices'][number]
export type Opinion = Sent<'/ratings/{rating_id}/rate'>
export type MonthlyResults = Got<'/ratings/results'>
export type Complaint = Got<'/complaints/{complaint_id}'>
export type ComplaintRow = Got<'/complaints'>['items'][number]
export type ComplaintDraft = Sent<'/complaints'>
export type ComplaintMatter = Got<'/complaints/matters'>['items'][number]
export type Grade = Opinion['grade']
