// What each step of a case asks the clerk. The server decides which steps are allowed; this only collects the words.
import type { Question } from '../../composables/ask'
import type { Action, StaffCase } from '../../api/types'
import { options, type Field, type Values } from '../../utils/fields'

const granted = (values: Values) => values.result === '准予'
const denied = (values: Values) => values.result === '不予'

const DECIDE: Field[] = [
  { name: 'result', label: '决定', kind: 'radio', options: options(['准予', '不予']), required: true },
  { name: 'certificate_name', label: '证照名称', kind: 'text', when: granted },
  { name: 'certificate_number', label: '证照编号', kind: 'text', when: granted },
  { name: 'reason', label: '不予的理由', kind: 'area', required: true, when: denied, hint: '写清依据。救济途径会自动加上。' },
]

const FIELDS: Record<string, Field[]> = {
  decide: DECIDE,
  advance: [{ name: 'opinion', label: '这一步的意见', kind: 'area', required: true }],
  'refuse-acceptance': [{ name: 'reason', label: '理由', kind: 'area', required: true, hint: '市民会看到这句话。' }],
  'hand-over': [{ name: 'receiver_name', label: '领取人姓名', kind: 'text', required: true }],
}

/** Steps that ask for something before they are taken. */
export const FORMS = [...Object.keys(FIELDS), 'supplement', 'supplied']

/** @returns the question for this step, in the server's words; null when the step needs none */
export function questionFor(action: Action, row: StaffCase, submit: (body: object) => Promise<unknown>): Question | null {
  const fields = FIELDS[action.name]
  if (!fields) return null
  return {
    title: `${action.label}:${row.number}`,
    ...(action.confirm ? { intro: action.confirm } : {}),
    fields,
    submitLabel: action.label,
    danger: action.kind === 'danger',
    submit: (values) => submit(filled(values)),
  }
}

function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0))
}
