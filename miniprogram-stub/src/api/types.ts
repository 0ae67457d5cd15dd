/** The shapes of our API (docs/openapi.json). Names are the server's. */
export interface Page<T> {
  items: T[]
  next: string | null
}
export interface Action {
  name: string
  label: string
  kind: 'primary' | 'default' | 'danger'
  confirm: string | null
}
export interface CodeName {
  code: string
  name: string
}
export interface Place {
  hall: string
  address: string
  floor: string
  window_numbers: number[]
  text: string
}
export interface Stateful {
  id: string
  state: string
  state_label: string
  version: number
  actions: Action[]
}

export interface Centre {
  name: string
  city: string
  phone: string
  supervision_phone: string
  hours_text: string
  halls: { code: string; name: string; address: string; transport: string | null }[]
  open: { open: boolean; text: string }
  release_text: string
  demo: boolean
  content_version: string
  today: string
  now: string
}
export interface Department extends CodeName {
  bureau: string
  phone: string
  guide_count: number
}
export interface GuideBrief extends CodeName {
  short_name: string
  department_code: string
  department_name: string
  handling: string
  badges: string[]
  summary_line: string
}
export interface Material {
  name: string
  necessity: string
  form_text: string
  condition: string | null
  any_of: string | null
  issuer: string | null
  basis: string | null
  blank_form: string | null
  sample: string | null
  note: string | null
}
export interface Noted<T> {
  items: T[]
  note: string | null
}
export interface TimeLimit {
  text: string
  days: number | null
  unit: string | null
  note: string | null
}
export interface Guide extends CodeName {
  short_name: string
  version: number
  department_code: string
  department_name: string
  type: string
  handling: string
  subjects: string[]
  badges: string[]
  summary: string[]
  conditions: Noted<string>
  materials: Noted<Material>
  steps: Noted<{ name: string; who: string; stage: string | null; days: number; result: string | null }>
  promised: TimeLimit
  statutory: TimeLimit
  fee: { charged: 'yes' | 'no' | 'conditional'; text: string; basis: string | null; note: string | null }
  basis: Noted<{ law: string; doc_no: string | null; article: string | null; text: string | null }>
  online: { text: string; note: string | null }
  result: string
  result_validity: string | null
  place: Place
  hours_text: string
  phone: string | null
  supervision_phone: string | null
  window_powers: string[]
  visits: number
  bookable: boolean
  book_hint: string | null
  deliverable: boolean
  cautions: string[]
  questions: { question: string; answer: string }[]
  misconceptions: { belief: string; fact: string }[]
  related: GuideBrief[]
  aliases: string[]
  updated: string
  confidence: string
  sources: { code: string; text: string }[]
}
export interface SearchResult {
  query: string
  guides: (CodeName & { department_name: string; matched: [number, number][] })[]
  questions: { text: string; code: string; name: string }[]
  departments: CodeName[]
  services: (CodeName & { link: string })[]
}
export interface Suggestion {
  text: string
  kind: 'guide' | 'question' | 'service' | 'department'
  code: string
  matched: [number, number][]
}

export interface Consent {
  kind: 'privacy' | 'courier'
  label: string
  version: string
  given_at: string
}
export interface Citizen {
  id: string
  name_masked: string | null
  id_number_masked: string | null
  phone_masked: string | null
  identity: 'none' | 'declared' | 'checked'
  elder_mode: boolean
  offer_elder_mode: boolean
  consents: Consent[]
  unread: number
}
export interface LoginOptions {
  oauth_url: string | null
  sandbox: boolean
  reason: string | null
}
export interface PrivacyNotice {
  version: string
  title: string
  sections: { heading: string; text: string }[]
}
export interface Address {
  id: string
  recipient_masked: string
  phone_masked: string
  province: string
  city: string
  district: string
  detail_masked: string
  text_masked: string
  is_default: boolean
}
export interface AddressInput {
  recipient: string
  phone: string
  province: string
  city: string
  district: string
  detail: string
  is_default: boolean
}
export interface NextStep {
  kind: string
  title: string
  text: string
  link: string
  at: string | null
  urgent: boolean
}

export interface Slot {
  id: string
  day: string
  start: string
  end: string
  period: 'am' | 'pm'
  time_text: string
  free: number
  state: string
}
export interface SlotDay {
  day: string
  weekday: string
  label: string
  state: 'plenty' | 'tight' | 'full' | 'closed'
  state_label: string
  reason: string | null
  free: number
  slots: Slot[]
}
export interface SlotBoard {
  item: CodeName & { minutes: number }
  place: Place
  release_text: string
  bookable_until: string
  horizon_reason: string | null
  earliest: Slot | null
  rules: string[]
  days: SlotDay[]
}
export interface Ticket extends Stateful {
  number: string
  ahead: number
  estimated_minutes: number | null
  updated_at: string
  window_number: number | null
  called_at: string | null
  item_name: string
}
export interface Appointment extends Stateful {
  code: string
  item: CodeName
  department_name: string
  slot: Slot
  when_text: string
  place: Place
  hold_expires_at: string | null
  seconds_left: number | null
  next_text: string
  bring: string[]
  materials: Material[]
  qr_svg: string | null
  check_in_code: string | null
  ticket: Ticket | null
  created_at: string
}
export interface QueueSummary {
  halls: { code: string; name: string; waiting: number; serving: number }[]
}

export interface AnswerButton {
  kind: 'guide' | 'book' | 'deliver' | 'form' | 'human' | 'link' | 'phone'
  label: string
  target: string | null
}
export interface AnswerCardData {
  item: CodeName
  facets: string[]
  paragraphs: string[]
  details: { heading: string; lines: string[] }[]
  sources: { text: string }[]
  updated: string
  unverified: boolean
  buttons: AnswerButton[]
}
export interface ClarifyCardData {
  question: string
  options: { index: number; label: string; code: string }[]
  none_label: string
}
export interface RedirectCardData {
  where: string
  why: string
}
export interface HandoffCardData {
  number: string
  department_name: string
  due_text: string
  note: string | null
}
export interface EmergencyCardData {
  numbers: { label: string; number: string }[]
}
interface MessageBase {
  id: string
  seq: number
  at: string
  author: 'citizen' | 'bot' | 'staff' | 'system'
  text: string
  from: { window_name: string; staff_number: string } | null
}
export type Message = MessageBase &
  (
    | { kind: 'text' | 'smalltalk' | 'reply'; card: null }
    | { kind: 'answer'; card: AnswerCardData }
    | { kind: 'clarify'; card: ClarifyCardData }
    | { kind: 'redirect'; card: RedirectCardData }
    | { kind: 'handoff'; card: HandoffCardData }
    | { kind: 'emergency'; card: EmergencyCardData }
  )
export interface Conversation {
  id: string
  key: string
  greeting: Message
  chips: string[]
}
export interface Consultation extends Stateful {
  number: string
  department_name: string
  question: string
  due_at: string
  due_text: string
  late: boolean
  created_at: string
  progress: { label: string; at: string | null }[]
  messages: Message[]
}

export interface DeliveryEvent {
  at: string
  status: string
  label: string
  text: string
}
export interface Delivery extends Stateful {
  method: 'pickup' | 'courier'
  courier_name: string | null
  waybill_number: string | null
  address_text_masked: string | null
  pickup_text: string | null
  fee_text: string
  events: DeliveryEvent[]
  next_text: string
}
export interface DeliveryOptions {
  methods: { method: 'pickup' | 'courier'; label: string; text: string }[]
  courier: { name: string; consent_text: string } | null
  deliverable: boolean
}
/** What a look-up by number shows: a case without its ids, its applicant and its actions. */
export interface CaseProgress {
  number: string
  item: CodeName
  department_name: string
  handling: string
  state: string
  state_label: string
  accepted_at: string | null
  promised_at: string | null
  promised_text: string | null
  provisional: boolean
  days_left: number | null
  light: 'ok' | 'soon' | 'late' | null
  steps: { name: string; stage: string; state: 'done' | 'current' | 'waiting'; at: string | null }[]
  timeline: { at: string; kind: string; title: string; text: string; unit: string | null }[]
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
  created_at: string
}
export interface Case extends CaseProgress {
  id: string
  version: number
  applicant_masked: string
  guide_version: number
  actions: Action[]
}

export interface Notice {
  id: string
  group: string
  title: string
  text: string
  link: string
  at: string
  read: boolean
}
export type NoticePage = Page<Notice> & { unread: number }
export interface SubscriptionTemplate {
  key: string
  template_id: string
  label: string
  armed: number
}
export interface SubscriptionResult {
  key: string
  result: 'accept' | 'reject' | 'ban' | 'filter'
}
