import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsultationDetail, Department } from '../../api/types'
import { formOf, knows } from './verbs.ts'

const SERVER = 'claim resume forward arbitrate return question consult extend opinions opinion note urge decide propose'
const ROW = { department: { code: 'A' }, extensions: [], question: '问', item: null, returns: 2 } as unknown as ConsultationDetail
const PLACES = [{ code: 'A', name: '甲' }, { code: 'B', name: '乙' }] as Department[]

for (const name of SERVER.split(' ')) {
  test(`a button for ${name}`, () => assert.ok(knows({ name, label: name, kind: 'default' } as never)))
}
test('the reply has a form of its own, an unknown verb no button', () => {
  assert.equal(knows({ name: 'reply' } as never), false)
  assert.equal(knows({ name: 'fly' } as never), false)
})
test('nobody forwards to where it is', () => {
  const [field] = formOf('forward', ROW, PLACES)!.fields
  assert.deepEqual(field!.options, [{ value: 'B', label: '乙' }])
})
test('days and decisions are sent as the server reads them', () => {
  assert.deepEqual(formOf('extend', ROW, [])!.body({ days: '2', reason: '等省里' }), { days: 2, reason: '等省里' })
  assert.deepEqual(formOf('decide', ROW, [])!.body({ granted: 'no', reason: '够了' }), { granted: false, reason: '够了' })
})
