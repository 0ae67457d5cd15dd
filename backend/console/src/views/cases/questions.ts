// What each step of a case asks the clerk. The server decides which steps are allowed; this only collects the words.
import { options, type Field, type Question, type Values } from '../../composables/ask'
import type { StaffCase } from '../../api/types'

const granted = (values: Values) => values.result === '准予'
const denied = (values: Values) => values.result === '不予'

const DECIDE: Field[] = [
  { name: 'result', label: '决定', kind: 'radio', options: options(['准予', '不予']), required: true },
  { name: 'certificate_name', label: '证照名称', kind: 'text', when: granted },
  { name: 'certificate_number', label: '证照编号', kind: 'text', when: granted },
  { name: 'reason', label: '不予的理由', kind: 'area', required: true, when: denied, hint: '写清依据。救济途径会自动加上。' },
]
const REASON = (hint: string): Field[] => [{ name: 'reason', label: '理由', kind: 'area', required: true, hint }]

interface Form {
  title: string
  fields: Field[]
  submitLabel: string
  danger?: boolean
}
const FORMS: Record<string, Form> = {
  decide: { title: '作出决定', fields: DECIDE, submitLabel: '作出决定' },
  advance: {
    title: '进入下一步',
    fields: [{ name: 'opinion', label: '这一步的意见', kind: 'area', required: true }],
    submitLabel: '进入下一步',
  },
  'refuse-acceptance': {
    title: '不予受理',
    fields: REASON('市民会看到这句话。'),
    submitLabel: '不予受理',
    danger: true,
  },
  'hand-over': {
    title: '交给本人',
    fields: [{ name: 'receiver_name', label: '领取人姓名', kind: 'text', required: true }],
    submitLabel: '已交给领取人',
  },
}

/** @returns the question for this step, or null when the step needs no words */
export function questionFor(verb: string, row: StaffCase, submit: (body: object) => Promise<unknown>): Question | null {
  const form = FORMS[verb]
  if (!form) return null
  return { ...form, title: `${form.title}:${row.number}`, submit: (values) => submit(filled(values)) }
}

function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0))
}
