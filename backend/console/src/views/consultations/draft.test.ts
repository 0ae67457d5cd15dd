import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeptDraft } from '../../api/types'
import { basisText, complaintOf, draftOf, headerFor, keptOf, replyOf, type Draft } from './draft.ts'

const LAW = { law: ' 社会保险法 ', doc_no: '主席令第35号', article: '' }
const draft = (change: Partial<Draft>): Draft => ({
  salutation: '',
  body: ' 可以代办。 ',
  basis: [LAW],
  withoutBasis: false,
  reason: '',
  ...change,
})

test('empty parts are not sent', () => {
  assert.deepEqual(replyOf(draft({})), { body: '可以代办。', basis: [{ law: '社会保险法', doc_no: '主席令第35号' }] })
})
test('a reason replaces the basis', () => {
  assert.deepEqual(replyOf(draft({ withoutBasis: true, reason: '服务时间' })), {
    body: '可以代办。',
    basis: [],
    no_basis_reason: '服务时间',
  })
})

const COMPLAINTS = [
  { name: 'complete', change: {}, text: '' },
  { name: 'no body', change: { body: ' ' }, text: '请先写答复内容。' },
  { name: 'no basis', change: { basis: [] }, text: '请填写依据,或说明为什么没有依据。' },
  { name: 'an empty basis row', change: { basis: [{ law: ' ', doc_no: '', article: '' }] }, text: '请填写依据,或说明为什么没有依据。' },
  { name: 'neither number nor article', change: { basis: [{ law: '社会保险法', doc_no: '', article: '' }] }, text: '请写上依据的文号或条款。' },
  { name: 'no reason', change: { withoutBasis: true }, text: '请写明为什么没有依据。' },
  { name: 'with a reason', change: { withoutBasis: true, reason: '服务时间' }, text: '' },
]
for (const { name, change, text } of COMPLAINTS) {
  test(`reply: ${name}`, () => assert.equal(complaintOf(replyOf(draft(change))), text))
}

test('a draft comes back from the server as it was', () => {
  const half = draft({ basis: [{ law: '社会保险法', doc_no: '', article: '' }], withoutBasis: true, reason: '' })
  assert.deepEqual(draftOf({ ...keptOf(half), version: 1, seen: 1, stale: false, saved_at: '' } as KeptDraft), half)
})

test('a salutation replaces the general one', () => {
  assert.equal(headerFor('市民朋友你好', '王女士'), '王女士朋友你好')
  assert.equal(headerFor('市民朋友你好', ''), '市民朋友你好')
})

test('a law is quoted once', () => {
  assert.equal(basisText({ law: '《社会保险法》', doc_no: '主席令第35号', article: '第五十八条' }), '《社会保险法》(主席令第35号)第五十八条')
  assert.equal(basisText({ law: '社会保险法' }), '《社会保险法》')
})
