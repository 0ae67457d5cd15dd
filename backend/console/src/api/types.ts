// The shapes the staff console reads, as the API contract names them. Instants are ISO 8601 with offset.

export interface Page<T> {
  items: T[]
  next: string | null
}
export interface Named {
  code: string
  name: string
}
export interface Action {
  name: string
  label: string
  kind: 'primary' | 'default' | 'danger'
  confirm: string | null
}
export interface Stateful {
  id: string
  state: string
  state_label: string
  version: number
  actions: Action[]
}
export type Light = 'ok' | 'soon' | 'late'

export type Role = 'clerk' | 'head' | 'coordinator' | 'supervisor' | 'admin'
export interface Staff {
  id: string
  account: string
  name: string
  number: string
  role: Role
  role_label: string
  department: Named | null
  windows: string[]
  permissions: string[]
  must_change_password: boolean
}
export interface Member extends Omit<Staff, 'permissions'>, Stateful {
  enrolled: boolean
}
export interface Counts {
  consultations: { unclaimed: number; mine: number; late: number }
  cases: { open: number; late: number }
  parcels: { to_pack: number }
  queue: { waiting: number }
}

export interface Place {
  hall: string
  address: string
  floor: string
  window_numbers: number[]
  text: string
}
export interface Slot {
  id: string
  day: string
  start: string
  end: string
  time_text: string
}
export interface Centre {
  name: string
  city: string
  phone: string
  supervision_phone: string
  hours_text: string
  halls: (Named & { address: string; transport: string })[]
  open: { open: boolean; text: string }
  today: string
  now: string
}
export interface Department extends Named {
  bureau: string
  phone: string
  guide_count: number
}

export interface HallWindow {
  code: string
  name: string
  number: number
  hall: string
  floor: string
  departments: Named[]
  state: 'closed' | 'open' | 'paused'
  state_label: string
  staff_name: string | null
  waiting: number
  actions: Action[]
  version: number
}
export interface StaffTicket extends Stateful {
  number: string
  ahead: number
  estimated_minutes: number | null
  updated_at: string
  window_number: number | null
  called_at: string | null
  item_name: string
  item_code: string
  department_code: string
  name_masked: string | null
  phone_masked: string | null
  origin: 'appointment' | 'walk_in'
  origin_label: string
  appointment_code: string | null
  appointment_time_text: string | null
  waiting_minutes: number
  serving_since: string | null
  calls: number
  case_number: string | null
  citizen_known: boolean
}
export interface WindowQueue {
  window: HallWindow
  current: StaffTicket | null
  waiting: StaffTicket[]
  passed: StaffTicket[]
  counts: { waiting: number; served_today: number }
  now: string
}
export interface StaffAppointment {
  id: string
  code: string
  state: string
  state_label: string
  item: Named
  when_text: string
  slot: Slot
  name_masked: string | null
  phone_masked: string | null
  ticket_number: string | null
}

export interface Basis {
  law: string
  doc_no?: string | null
  article?: string | null
}
export interface Message {
  id: string
  seq: number
  at: string
  author: 'citizen' | 'bot' | 'staff' | 'system'
  kind: string
  text: string
  card: AnswerCard | null
  from: { window_name: string; staff_number: string } | null
  trace?: Record<string, unknown> | null
}
export interface AnswerCard {
  item?: Named | null
  paragraphs?: string[]
  details?: { heading: string; lines: string[] }[]
  sources?: { text: string }[]
  updated?: string
  unverified?: boolean
  question?: string
  options?: { index: number; label: string; code: string }[]
  where?: string
  why?: string
  numbers?: { label: string; number: string }[]
}
export interface StaffConsultation extends Stateful {
  number: string
  question: string
  citizen_masked: string
  item: Named | null
  department: Named
  owner: { name: string; number: string } | null
  due_at: string
  minutes_left: number
  deadline_text: string
  light: Light
  created_at: string
}
export interface ConsultationDetail extends StaffConsultation {
  messages: Message[]
  deadline_explanation: { day: string; text: string; minutes: number }[]
  routing: { reason: string; confidence: number }
  events: { at: string; text: string; by: string | null }[]
  suggested_basis: Basis[]
  header: string
  footer: string
}
export type ConsultationView = 'unclaimed' | 'mine' | 'today' | 'late' | 'done'
export interface ConsultationList extends Page<StaffConsultation> {
  counts: Record<ConsultationView, number>
}

export interface CaseMaterial {
  name: string
  necessity: string
  received: boolean
  form: string
  copies: number
}
export interface TimelineEntry {
  at: string
  kind: string
  title: string
  text: string | null
  unit: string | null
  by?: string | null
}
export interface StaffCaseBrief extends Stateful {
  number: string
  item: Named
  department_name: string
  applicant_masked: string
  promised_at: string | null
  promised_text: string | null
  days_left: number | null
  light: Light | null
  created_at: string
}
export interface StaffCase extends StaffCaseBrief {
  guide_version: number
  handling: string
  provisional: boolean
  accepted_at: string | null
  query_code?: string | null
  steps: { name: string; stage: string; state: 'done' | 'current' | 'waiting'; at: string | null }[]
  timeline: TimelineEntry[]
  events: TimelineEntry[]
  next_text: string
  supplement: {
    asked_at: string
    due_text: string
    materials: { name: string; reason: string; supplied: boolean }[]
    note: string | null
  } | null
  decision: {
    result: string
    at: string
    reason: string | null
    certificate_name: string | null
    certificate_number_masked: string | null
    remedy: string | null
  } | null
  delivery: Delivery | null
  applicant: { name_masked: string; id_number_masked: string | null; phone_masked: string | null; kind: string }
  materials: CaseMaterial[]
  ticket_number: string | null
  accepted_by: string | null
  decided_by: string | null
}
export interface Applicant {
  kind: string
  name: string
  id_kind: string
  id_number: string
  phone: string
}
export interface CasePrefill {
  ticket: StaffTicket
  item: Named | null
  applicant: { [field in keyof Applicant]?: string | null }
  materials: { name: string; necessity: string; form_text: string | null }[]
}
export interface Receipt {
  title: string
  number: string
  query_code: string
  qr_svg: string
  lines: { label: string; value: string }[]
  centre: string | { name: string; address?: string; phone?: string }
  printed_at: string
}

export interface Delivery extends Stateful {
  method: 'pickup' | 'courier'
  courier_name: string | null
  waybill_number: string | null
  address_text_masked: string | null
  pickup_text: string | null
  fee_text: string
  events: { at: string; status: string; label: string; text: string }[]
  next_text: string
}
export interface StaffParcel extends Delivery {
  case_number: string
  item_name: string
  certificate_name: string | null
  recipient_masked: string | null
  address_text: string | null
  order_number: string | null
}
export type ParcelView = 'to_pack' | 'to_order' | 'shipped' | 'exception' | 'done'
export interface ParcelList extends Page<StaffParcel> {
  counts: Partial<Record<ParcelView, number>>
}

export interface GuideBrief extends Named {
  short_name: string
  department_code: string
  department_name: string
  handling: string
  badges: string[]
  summary_line: string
}
export interface GuideMaterial {
  name: string
  necessity: string
  form_text: string | null
  condition: string | null
  any_of: string | null
  issuer: string | null
  basis: string | null
  note: string | null
}
export interface Term {
  text: string
  note: string | null
}
export interface Guide extends GuideBrief {
  version: number
  type: string
  subjects: string[]
  summary: string[]
  conditions: { items: string[]; note: string | null }
  materials: { items: GuideMaterial[]; note: string | null }
  steps: {
    items: { name: string; who: string | null; stage: string | null; days: number | null; result: string | null }[]
    note: string | null
  }
  promised: Term
  statutory: Term
  fee: { charged: 'yes' | 'no' | 'conditional'; text: string; basis: string | null; note: string | null }
  basis: { items: (Basis & { text: string | null })[]; note: string | null }
  online: Term
  result: string | null
  place: Place
  hours_text: string
  phone: string
  supervision_phone: string
  window_powers: string[]
  visits: number | null
  cautions: string[]
  questions: { question: string; answer: string }[]
  misconceptions: { belief: string; fact: string }[]
  aliases: string[]
  updated: string
  sources: { code: string; text: string }[]
}

export interface DisplayCall {
  number: string
  name_masked: string | null
  window_number: number
  at: string
  speech: string
}
export interface DisplayState {
  hall: Named
  calls: DisplayCall[]
  waiting: { department_name: string; count: number }[]
  next_numbers: string[]
  now: string
}
