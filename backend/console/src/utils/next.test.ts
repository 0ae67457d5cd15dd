import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextOf } from './next.ts'

const CASES = [
  { next: '/hall', to: '/hall' },
  { next: '/cases/1?view=mine', to: '/cases/1?view=mine' },
  { next: undefined, to: '/' },
  { next: ['/hall', '/cases'], to: '/' },
  { next: 'https://example.com/', to: '/' },
  { next: '//example.com/', to: '/' },
]
for (const { next, to } of CASES) {
  test(`${JSON.stringify(next)} leads to ${to}`, () => assert.equal(nextOf({ next }), to))
}
