import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missingField, optionsOf, options, visibleValues, type Field } from './fields.ts'

const WINDOWS: Record<string, string[]> = { police: ['1', '2'], housing: ['5'] }
const FIELDS: Field[] = [
  { name: 'role', label: '角色', kind: 'radio', options: options(['clerk', 'admin']), required: true },
  { name: 'department', label: '部门', kind: 'select', required: true, when: ({ role }) => role === 'clerk' },
  { name: 'windows', label: '窗口', kind: 'checks', options: ({ department }) => options(WINDOWS[String(department)] ?? []) },
]

const OFFERED = [
  { department: 'police', windows: ['1', '2'] },
  { department: 'housing', windows: ['5'] },
  { department: '', windows: [] },
]
for (const { department, windows } of OFFERED) {
  test(`windows of ${department || 'no department'}`, () => {
    assert.deepEqual(optionsOf(FIELDS[2]!, { department }).map((option) => option.value), windows)
  })
}

const SENT = [
  {
    name: 'ticks of another department are not sent',
    values: { role: 'clerk', department: 'housing', windows: ['1', '5'] },
    sent: { role: 'clerk', department: 'housing', windows: ['5'] },
  },
  {
    name: 'hidden fields are not sent',
    values: { role: 'admin', department: 'police', windows: [] },
    sent: { role: 'admin', windows: [] },
  },
]
for (const { name, values, sent } of SENT) {
  test(name, () => assert.deepEqual(visibleValues(FIELDS, values), sent))
}

const MISSING = [
  { values: {}, label: '角色' },
  { values: { role: 'clerk', department: ' ' }, label: '部门' },
  { values: { role: 'admin' }, label: null },
]
for (const { values, label } of MISSING) {
  test(`missing in ${JSON.stringify(values)}: ${label}`, () => assert.equal(missingField(FIELDS, values), label))
}
