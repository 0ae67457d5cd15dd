// What each verb of the server asks before it is done. A verb that is not here has no button: none is ever dead.
import type { Action, ConsultationDetail, Department } from '../../api/types'
import type { Field, Option, Values } from '../../utils/fields'

export interface Form {
  intro?: string
  fields: Field[]
  /** The request's body from what was filled in. */
  body: (values: Values) => object
}
type Build = (row: ConsultationDetail, departments: readonly Department[]) => Form

const area = (name: string, label: string, max: number, hint: string): Field => ({
  name,
  label,
  kind: 'area',
  required: true,
  max,
  hint,
})
const reason = (label: string, hint: string) => area('reason', label, 200, hint)
const places = (departments: readonly Department[], without?: string): Option[] =>
  departments.filter(({ code }) => code !== without).map(({ code, name }) => ({ value: code, label: name }))
const whole = (fields: Field[], intro?: string): Form => ({ ...(intro ? { intro } : {}), fields, body: (values) => values })
const DAYS: Option[] = [1, 2, 3, 4, 5].map((days) => ({ value: String(days), label: `${days} 个工作日` }))

const toDepartment = (label: string, why: string): Build => (row, departments) =>
  whole([
    {
      name: 'department',
      label,
      kind: 'select',
      required: true,
      options: places(departments, row.department.code),
      value: row.suggested?.code ?? '',
    },
    reason(why, '对方会看到这句话。'),
  ])

const FORMS: Readonly<Record<string, Build>> = {
  forward: toDepartment('转给谁', '为什么转'),
  arbitrate: (row, departments) =>
    whole([
      { name: 'department', label: '由谁承办', kind: 'select', required: true, options: places(departments) },
      reason('裁定理由', `已退回 ${row.returns} 次。裁定后不能再退。`),
    ]),
  return: () => whole([reason('为什么退', '综合协调科会按这句话重新分派。')]),
  question: () => whole([area('words', '请市民补充什么', 500, '市民会看到这段话。等市民补充时,期限暂停。')]),
  consult: () =>
    whole(
      [
        { name: 'office', label: '问了哪个科室', kind: 'text', required: true, max: 40 },
        { name: 'person', label: '问了谁', kind: 'text', required: true, max: 40 },
      ],
      '征询后,期限按本部门其他科室算。',
    ),
  extend: () => ({
    fields: [
      { name: 'days', label: '再要几天', kind: 'select', required: true, options: DAYS },
      reason('为什么要延期', '综合协调科会看。同意后会告诉市民。'),
    ],
    body: (values) => ({ ...values, days: Number(values.days) }),
  }),
  decide: (row) => {
    const wish = row.extensions.find(({ state }) => state === 'asked')
    return {
      ...(wish ? { intro: `${wish.by}想再要 ${wish.days} 个工作日:${wish.reason}` } : {}),
      fields: [
        {
          name: 'granted',
          label: '同意吗',
          kind: 'radio',
          required: true,
          options: [
            { value: 'yes', label: '同意延期' },
            { value: 'no', label: '不同意' },
          ],
        },
        reason('理由', '同意时,市民会看到这句话。'),
      ],
      body: (values) => ({ granted: values.granted === 'yes', reason: values.reason }),
    }
  },
  opinions: (_row, departments) =>
    whole([
      { name: 'departments', label: '请谁给意见', kind: 'checks', required: true, options: places(departments) },
      area('words', '想问什么', 500, '只有同事看得到。'),
    ]),
  opinion: (row) => whole([area('words', '本部门的意见', 2000, '只有同事看得到。综合协调科会合并答复。')], row.question),
  note: () => whole([area('words', '内部备注', 2000, '只有同事看得到,市民看不到。')]),
  urge: () => whole([area('words', '催办的话', 2000, '承办窗口会看到,并记录在案。')]),
  propose: (row) => whole([
    { name: 'item', label: '哪个事项', kind: 'item', required: true, value: row.item?.code ?? '' },
    { name: 'question', label: '问题怎么问', kind: 'area', required: true, max: 200, value: row.question, hint: '所有人都会看到,请去掉个人信息。' },
    { name: 'answer', label: '答案(不填就是换一种问法)', kind: 'area', max: 1000 },
  ]),
}

/** Verbs that ask nothing. */
const PLAIN: ReadonlySet<string> = new Set(['claim', 'resume'])

export const FORM_VERBS = Object.keys(FORMS)
export const knows = (action: Action) => PLAIN.has(action.name) || action.name in FORMS

/** The form of a verb; undefined for one that is done at once. */
export const formOf = (verb: string, row: ConsultationDetail, departments: readonly Department[]): Form | undefined =>
  FORMS[verb]?.(row, departments)
