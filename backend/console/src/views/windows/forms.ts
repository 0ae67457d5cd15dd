// The forms of a window and of a pool, and what they send. Pure.
import type { BankWindow, Department, PoolBrief, PoolInput, WindowInput } from '../../api/types'
import type { Field, Option, Values } from '../../utils/fields'

interface Named {
  code: string
  name: string
}
const optionOf = ({ code, name }: Named): Option => ({ value: code, label: name })
const codes = (rows: readonly Named[]) => rows.map((row) => row.code)
const list = (value: Values[string] | undefined) => (Array.isArray(value) ? value : [])

export function windowFields(window: BankWindow | null, halls: readonly Named[], departments: readonly Department[]): Field[] {
  const fields: Field[] = [
    { name: 'number', label: '窗口号', kind: 'text', required: true, value: window ? String(window.number) : '', hint: '叫号时念这个号。' },
    { name: 'name', label: '名称', kind: 'text', required: true, max: 40, value: window?.name ?? '' },
    { name: 'hall', label: '大厅', kind: 'select', required: true, options: halls.map(optionOf), value: window?.hall.code ?? halls[0]?.code ?? '' },
    { name: 'floor', label: '楼层', kind: 'text', required: true, max: 20, value: window?.floor ?? '一楼' },
    { name: 'phone', label: '电话', kind: 'text', required: true, max: 40, value: window?.phone ?? '' },
    { name: 'departments', label: '部门', kind: 'checks', required: true, options: departments.map(optionOf), value: window ? codes(window.departments) : [] },
  ]
  if (window === null) return fields
  const use: Option[] = [
    { value: 'no', label: '在用' },
    { value: 'yes', label: '停用' },
  ]
  return [...fields, { name: 'hidden', label: '状态', kind: 'radio', required: true, options: use, value: window.hidden ? 'yes' : 'no' }]
}

export function windowOf(values: Values): WindowInput {
  return {
    number: Number(values.number),
    name: String(values.name),
    hall: String(values.hall),
    floor: String(values.floor),
    phone: String(values.phone),
    departments: list(values.departments),
  }
}

export function poolFields(pool: PoolBrief | null, departments: readonly Department[], windows: readonly BankWindow[]): Field[] {
  const inUse = windows.filter((window) => !window.hidden)
  return [
    { name: 'name', label: '名称', kind: 'text', required: true, max: 40, value: pool?.name ?? '' },
    { name: 'departments', label: '部门', kind: 'checks', required: true, options: departments.map(optionOf), value: pool ? codes(pool.departments) : [] },
    {
      name: 'windows',
      label: '窗口',
      kind: 'checks',
      hint: '一个都不选:部门的所有窗口。',
      options: inUse.map((window) => ({ value: window.code, label: `${window.number} 号 ${window.name}` })),
      value: pool && !pool.all_windows ? codes(pool.windows) : [],
    },
  ]
}

export function poolOf(values: Values): PoolInput {
  return { name: String(values.name), departments: list(values.departments), windows: list(values.windows) }
}
