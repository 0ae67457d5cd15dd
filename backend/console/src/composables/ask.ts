// One dialog for every short question an action asks: `ask({title, fields, submit})`. AskDialog.vue draws it.
import { ElMessage } from 'element-plus'
import { shallowRef } from 'vue'

export type Value = string | string[]
export type Values = Record<string, Value>
export interface Option {
  value: string
  label: string
}
export interface Field {
  name: string
  label: string
  kind: 'text' | 'area' | 'radio' | 'checks' | 'select' | 'item' | 'password'
  options?: readonly Option[]
  required?: boolean
  hint?: string
  /** Most characters the server takes. */
  max?: number
  value?: Value
  /** Hidden (and not sent) unless this holds. */
  when?: (values: Values) => boolean
}
export interface Question {
  title: string
  intro?: string
  fields: Field[]
  submitLabel: string
  danger?: boolean
  /** A rejection keeps the dialog open and shows its sentence. */
  submit: (values: Values) => Promise<unknown>
}

export const question = shallowRef<Question | null>(null)

export function ask(next: Question): void {
  ElMessage.closeAll()
  question.value = next
}

export const options = (names: readonly string[]): Option[] => names.map((name) => ({ value: name, label: name }))

/** The values of the visible fields; empty ones become undefined so that they are not sent. */
export function visibleValues(fields: readonly Field[], values: Values): Values {
  const shown = fields.filter((field) => !field.when || field.when(values))
  return Object.fromEntries(shown.map((field) => [field.name, values[field.name] ?? '']))
}

/** The label of the first required field left empty, or null. */
export function missingField(fields: readonly Field[], values: Values): string | null {
  const empty = (value: Value | undefined) => (typeof value === 'string' ? value.trim() === '' : !value?.length)
  const shown = fields.filter((field) => !field.when || field.when(values))
  return shown.find((field) => field.required && empty(values[field.name]))?.label ?? null
}
