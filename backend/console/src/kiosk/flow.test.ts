import assert from 'node:assert/strict'
import { test } from 'node:test'
import { back, secondsLeft, spaced, typed, typedEnd, type Step } from './flow.ts'

for (const [step, to] of [
  ['check-in', 'start'],
  ['department', 'start'],
  ['item', 'department'],
  ['group', 'item'],
  ['done', 'start'],
] as [Step, Step][]) {
  test(`back from ${step}`, () => assert.equal(back(step), to))
}
for (const [step, seconds, left] of [
  ['start', 500, null],
  ['done', 0, 20],
  ['done', 19, 1],
  ['done', 20, 0],
  ['item', 20, 40],
  ['item', 90, 0],
] as [Step, number, number | null][]) {
  test(`${step} after ${seconds} s`, () => assert.equal(secondsLeft(step, 0, seconds * 1000), left))
}
const keys = (step: (text: string, key: string) => string, pressed: string) => [...pressed].reduce(step, '')
test('an identity number takes 18 characters, X only at the end', () => {
  assert.equal(keys(typed, 'X1101011990030700111'), '110101199003070011')
  assert.equal(keys(typed, '11010119900307001X9'), '11010119900307001X')
  assert.equal(keys(typed, '12⌫3'), '13')
})
test('four digits of the phone', () => assert.equal(keys(typedEnd, '12X345'), '1234'))
test('an identity number is shown in groups', () => {
  assert.equal(spaced('110101199003070011'), '110101 19900307 0011')
  assert.equal(spaced('1101'), '1101')
})
