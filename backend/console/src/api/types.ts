// Names for what the API answers. The shapes come from schema.d.ts, which is generated from the server's OpenAPI file
// (`npm run types`), so the console cannot drift from the server. Taken by path: component names may change.
import type { paths } from './schema'

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never
type Answers<Operation> = Operation extends { responses: infer Responses } ? Responses : never
type Ok<Responses> = Responses extends { 200: infer Response } ? Json<Response> : never
type Made<Responses> = Responses extends { 201: infer Response } ? Json<Response> : never
/** What a GET of this path answers. */
type Got<Path extends keyof paths> = Ok<Answers<paths[Path]['get']>>
/** What a POST to this path takes. */
type Sent<Path extends keyof paths> = paths[Path]['post'] extends
  | { requestBody?: { content: { 'application/json': infer Body } } }
  | undefined
  ? Body
  : never

export interface Page<T> {
  items: T[]
  next: string | null
}

export type Staff = Got<'/api/v1/staff/me'>
export type Member = Got<'/api/v1/staff/members'>['items'][number]
export type NewMember = Sent<'/api/v1/staff/members'>
export type AddedMember = Made<Answers<paths['/api/v1/staff/members']['post']>>
export type LoginStep = Ok<Answers<paths['/api/v1/staff/sessions']['post']>>
/** Parts are null where the role has no such work. */
export type Counts = Got<'/api/v1/staff/counts'>

export type Centre = Got<'/api/v1/centre'>
export type Department = Got<'/api/v1/departments'>['items'][number]
export type GuideBrief = Got<'/api/v1/guides'>['items'][number]
export type Guide = Got<'/api/v1/guides/{code}'>
export type GuideMaterial = Guide['materials']['items'][number]

export type HallWindow = Got<'/api/v1/staff/windows'>['items'][number]
export type WindowQueue = Got<'/api/v1/staff/windows/{code}/queue'>
export type StaffTicket = WindowQueue['waiting'][number]
export type Action = StaffTicket['actions'][number]
export type StaffAppointment = Got<'/api/v1/staff/appointments'>['items'][number]
export type TicketSlip = Got<'/api/v1/staff/tickets/{ticket_id}/slip'>
export type Kiosk = Got<'/api/v1/staff/kiosks'>['items'][number]
export type AddedKiosk = Made<Answers<paths['/api/v1/staff/kiosks']['post']>>
export type KioskHall = Got<'/api/v1/kiosk'>
export type DisplayState = Got<'/api/v1/display/{hall_code}/state'>
export type DisplayCall = DisplayState['calls'][number]

export type ConsultationList = Got<'/api/v1/staff/consultations'>
export type StaffConsultation = ConsultationList['items'][number]
export type ConsultationView = keyof ConsultationList['counts']
export type ConsultationDetail = Got<'/api/v1/staff/consultations/{consultation_id}'>
export type Message = ConsultationDetail['messages'][number]
export type FoundBasis = Got<'/api/v1/staff/basis'>['items'][number]
export type Reply = Omit<Sent<'/api/v1/staff/consultations/{consultation_id}/reply'>, 'version'>
export type Basis = NonNullable<Reply['basis']>[number]
export type Card = NonNullable<Message['card']>
export type Rating = NonNullable<Message['rating']>

export type UnhelpfulList = Got<'/api/v1/staff/bot/unhelpful'>
export type UnhelpfulAnswer = UnhelpfulList['items'][number]
export type HandedOffList = Got<'/api/v1/staff/bot/handed-off'>
export type HandedOffQuestion = HandedOffList['items'][number]
export type ReasonCount = UnhelpfulList['reasons'][number]
export type Trial = Sent<'/api/v1/staff/bot/try'>
export type Tried = Ok<Answers<paths['/api/v1/staff/bot/try']['post']>>

export type Light = StaffConsultation['light']

export type StaffCaseBrief = Got<'/api/v1/staff/cases'>['items'][number]
export type StaffCase = Got<'/api/v1/staff/cases/{case_id}'>
export type CasePrefill = Got<'/api/v1/staff/cases/prefill'>
export type Registration = Sent<'/api/v1/staff/cases'>
export type Receipt = Got<'/api/v1/staff/cases/{case_id}/receipt'>
export type Delivery = NonNullable<StaffCase['delivery']>

export type ParcelList = Got<'/api/v1/staff/parcels'>
export type ParcelView = keyof ParcelList['counts']
export type StaffParcel = ParcelList['items'][number]

export type RatingList = Got<'/api/v1/staff/ratings'>
export type StaffRating = RatingList['items'][number]
export type RatingDetail = Got<'/api/v1/staff/ratings/{rating_id}'>
export type RatingView = 'all' | keyof RatingList['counts']
export interface RatingFilter {
  view: RatingView
  grade?: string
  department?: string
  month?: string
}
export type Rater = Ok<Answers<paths['/api/v1/staff/ratings/{rating_id}/person']['post']>>
export type Lates = Got<'/api/v1/staff/ratings/lates'>
export type ComplaintList = Got<'/api/v1/staff/complaints'>
export type StaffComplaint = ComplaintList['items'][number]
export type ComplaintDetail = Got<'/api/v1/staff/complaints/{complaint_id}'>
export type ComplaintView = keyof ComplaintList['counts']
export type Due = NonNullable<StaffRating['due']>

/** A row that a verb changes: the version says what the caller saw. */
export interface Stateful {
  id: string
  version: number
}

export type PlanOverview = Got<'/api/v1/staff/plans'>
export type PoolBrief = PlanOverview['pools'][number]
export type PoolPlan = Got<'/api/v1/staff/pools/{pool_id}'>
export type PlanRow = PoolPlan['weekdays'][number]['rows'][number]
export type PlanEntry = PoolPlan['entries'][number]
export type PlanRequest = Sent<'/api/v1/staff/plans/changes'>
export type PlanChange = PlanRequest['change']
export type Preview = Ok<Answers<paths['/api/v1/staff/plans/preview']['post']>>
export type Entered = Made<Answers<paths['/api/v1/staff/plans/changes']['post']>>
export type PoolInput = Sent<'/api/v1/staff/pools'>
export type WindowBank = Got<'/api/v1/staff/window-bank'>
export type BankWindow = WindowBank['items'][number]
export type WindowInput = Sent<'/api/v1/staff/window-bank'>
export type ConflictPage = Got<'/api/v1/staff/conflicts'>
export type BookingConflict = ConflictPage['items'][number]
export type DeskSlots = Got<'/api/v1/staff/desk-slots'>
export type DeskBooking = Sent<'/api/v1/staff/bookings'>
export type DeskAppointment = Got<'/api/v1/staff/bookings/{booking_id}'>
export type Statistics = Got<'/api/v1/staff/statistics'>
export type StatisticsTimes = Statistics['hours'][number]
