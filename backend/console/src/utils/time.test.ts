import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockTime, dayOf, elapsed, friendlyDay, friendlyTime, instantOf } from './time.ts'

// 00:30 on 22 November in Shanghai is still the 21st in UTC: days must be Shanghai days.
const NOW = new Date('2026-11-21T16:30:00Z')

test('the day is the one in Shanghai', () => assert.equal(dayOf(NOW), '2026-11-22'))
test('the clock is the one in Shanghai', () => assert.equal(clockTime('2026-11-22T08:05:00Z'), '16:05'))
test('midnight is 00:00', () => assert.equal(clockTime('2026-11-21T16:00:00Z'), '00:00'))

const DAYS = [
  { iso: '2026-11-22', text: '今天' },
  { iso: '2026-11-21T23:59:00+08:00', text: '昨天' },
  { iso: '2026-11-23T00:00:00+08:00', text: '明天' },
  { iso: '2026-11-30', text: '11月30日 周一' },
  { iso: '2027-01-01', text: '1月1日 周五' },
]
for (const { iso, text } of DAYS) {
  test(`${iso} is ${text}`, () => assert.equal(friendlyDay(iso, NOW), text))
}

test('day and time together', () => {
  assert.equal(friendlyTime('2026-11-22T16:30:00+08:00', NOW), '今天 16:30')
})

const CLOCKS = [
  { seconds: 0, text: '0:00' },
  { seconds: 187, text: '3:07' },
  { seconds: 3729, text: '1:02:09' },
  { seconds: -5, text: '0:00' },
]
for (const { seconds, text } of CLOCKS) {
  test(`${seconds} s since the call is ${text}`, () => {
    assert.equal(elapsed(new Date(NOW.getTime() - seconds * 1000).toISOString(), NOW), text)
  })
}

for (const [typed, instant] of [
  ['9:05', '2026-11-23T09:05:00+08:00'],
  ['09:05:30', '2026-11-23T09:05:30+08:00'],
  [' 23：59 ', '2026-11-23T23:59:00+08:00'],
  ['24:00', null],
  ['9点', null],
] as const) {
  test(`typed ${typed}`, () => assert.equal(instantOf(typed, '2026-11-23'), instant))
}
