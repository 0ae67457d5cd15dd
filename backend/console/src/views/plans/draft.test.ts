import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysBetween, emptyDraft, missing, requestOf } from './draft.ts'

const POOL = { id: 'p1', version: 4 } as never

test('a closure of part of two days', () => {
  const draft = { ...emptyDraft('closure', 'p1', '2026-12-31', []), lastDay: '2027-01-01', wholeDay: false, reason: ' 停电 ' }
  assert.deepEqual(requestOf(draft, [POOL]), {
    change: { kind: 'closure', days: ['2026-12-31', '2027-01-01'], start: '09:00', end: '12:00', reason: '停电' },
    pools: [{ id: 'p1', version: 4 }],
  })
})

test('a leave finds its pools by itself', () => {
  const draft = { ...emptyDraft('leave', 'p1', '2026-12-01', []), window: 'W01', reason: '培训' }
  assert.deepEqual(requestOf(draft, [POOL]).pools, [])
})

test('breaks that are half filled in are left out, numbers are numbers', () => {
  const row = { start: '09:00', end: '12:00', minutes: '20' as never, cap_online: 1, cap_staff: 0, breaks: [['10:00', '10:20'], ['', '']] }
  const draft = { ...emptyDraft('template', 'p1', '2026-12-01', [row]), weekdays: [2] }
  const { change } = requestOf(draft, [POOL])
  assert.equal(change.kind, 'template')
  assert.deepEqual(change.kind === 'template' && change.rows[0], {
    ...row,
    minutes: 20,
    breaks: [{ start: '10:00', end: '10:20' }],
  })
})

test('what is missing is said', () => {
  const draft = emptyDraft('closure', 'p1', '2026-12-01', [])
  assert.equal(missing(draft), '请写原因,市民会看到。')
  assert.equal(missing({ ...draft, reason: '停电', lastDay: '2026-11-30' }), '最后一天要在第一天以后。')
  assert.equal(missing({ ...draft, reason: '停电' }), null)
  assert.equal(missing({ ...draft, kind: 'leave' }), '请选窗口。')
  assert.equal(missing({ ...draft, kind: 'template' }), '请选星期几。')
})

test('never more than a month of days', () => {
  assert.equal(daysBetween('2026-12-01', '2027-12-01').length, 31)
  assert.deepEqual(daysBetween('2026-12-02', '2026-12-01'), [])
})
