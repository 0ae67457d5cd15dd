import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTrace } from './trace.ts'

const TRACE = {
  action: 'answer',
  normalised: '身份证丢了',
  core: '身份证丢了',
  rule: 'found',
  facets: ['材料', '费用'],
  actions: [],
  confidence: 0.934,
  thresholds: [0.8, 0.2],
  version: '0123456789abcdef',
  us: 812,
  reason: null,
  department: 'GA-HZ',
  candidates: [
    { code: 'HZ03', name: '丢失补领', kind: 'item', score: 0.912, text: '身份证丢了', terms: { bm25: 0.02, document: 0.34, service: 0, action: -0.1 } },
  ],
}

test('a trace is read out in words', () => {
  const { rows } = readTrace(TRACE)
  assert.deepEqual(Object.fromEntries(rows.map(({ label, value }) => [label, value])), {
    怎么答: '直接回答',
    看成: '身份证丢了',
    去掉客套: '身份证丢了',
    规则: '找到了最像的(found)',
    问的方面: '材料、费用',
    把握: '93%(到 80% 就答,不到 20% 就转人工)',
    部门: 'GA-HZ',
    内容版本: '0123456789ab',
    用时: '812 微秒',
  })
})
test('what a candidate scored by stands largest first', () => {
  const [first] = readTrace(TRACE).candidates
  assert.equal(first.score, '0.91')
  assert.deepEqual(
    first.terms.map(({ label, value }) => `${label} ${value}`),
    ['指南里写到 0.34', '要办的动作 -0.10', '少见的字词相同 0.02'],
  )
})
test('a term that is new to this page keeps its name', () => {
  const [first] = readTrace({ candidates: [{ terms: { pinyin: 0.2 } }] }).candidates
  assert.deepEqual(first.terms, [{ label: 'pinyin', value: '0.20' }])
})
test('an empty trace says nothing', () => {
  assert.deepEqual(readTrace({}), { rows: [], candidates: [] })
})
