// The fields of a short question: which are on the screen, what they offer, what is sent. Pure.

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
  /** What can be chosen; a function where that depends on the other fields. */
  options?: readonly Option[] | ((values: Values) => readonly Option[])
  required?: boolean
  hint?: string
  /** Most characters the server takes. */
  max?: number
  value?: Value
  /** Hidden (and not sent) unless this holds. */
  when?: (values: Values) => boolean
}

export const options = (names: readonly string[]): Option[] => names.map((name) => ({ value: name, label: name }))

/** What a field offers now. */
export function optionsOf(field: Field, values: Values): readonly Option[] {
  return typeof field.options === 'function' ? field.options(values) : (field.options ?? [])
}

/** The fields on the screen. */
export function shownFields(fields: readonly Field[], values: Values): Field[] {
  return fields.filter((field) => !field.when || field.when(values))
}

/** The values of the visible fields; ticks that are no longer offered are left out. */
export function visibleValues(fields: readonly Field[], values: Values): Values {
  return Object.fromEntries(shownFields(fields, values).map((field) => [field.name, sent(field, values)]))
}

function sent(field: Field, values: Values): Value {
  const value = values[field.name] ?? ''
  if (typeof value === 'string') return value
  const offered = new Set(optionsOf(field, values).map((option) => option.value))
  return value.filter((one) => offered.has(one))
}

/** The label of the first required field left empty, or null. */
export function missingField(fields: readonly Field[], values: Values): string | null {
  const empty = (value: Value | undefined) => (typeof value === 'string' ? value.trim() === '' : !value?.length)
  return shownFields(fields, values).find((field) => field.required && empty(values[field.name]))?.label ?? null
}
