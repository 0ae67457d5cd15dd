import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backOff, isStale, shouldReload, STALE_MS } from './health.ts'

for (const [tries, spread, ms] of [
  [0, 0, 1_000],
  [1, 0, 2_000],
  [5, 0, 32_000],
  [6, 0, 60_000],
  [5_000, 0, 60_000],
  [0, 1, 1_200],
  [6, 0.5, 66_000],
] as const) {
  test(`wait after ${tries} failed tries, spread ${spread}`, () => assert.equal(backOff(tries, spread), ms))
}
test('stale after a while of silence', () => {
  assert.equal(isStale(0, STALE_MS), false)
  assert.equal(isStale(0, STALE_MS + 1), true)
})
const DAY = 86_400_000
for (const [age, hour, reload] of [
  [DAY, 3, true],
  [DAY, 2, false],
  [DAY, 10, false],
  [60_000, 3, false],
] as const) {
  test(`a page of ${age} ms at ${hour} h`, () => assert.equal(shouldReload(0, age, hour), reload))
}
