import assert from 'node:assert/strict'
import { test } from 'node:test'
import { viewOf } from './views.ts'

const CASES = [
  ['chosen', 'to_pack'],
  ['packed', 'to_order'],
  ['ordered', 'shipped'],
  ['shipped', 'shipped'],
  ['exception', 'exception'],
  ['returned', 'exception'],
  ['delivered', 'done'],
  ['handed_over', 'done'],
  ['cancelled', 'done'],
]
for (const [state, view] of CASES) {
  test(`${state} is in ${view}`, () => assert.equal(viewOf(state!), view))
}
