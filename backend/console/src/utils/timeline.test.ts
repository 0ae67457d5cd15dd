import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newestFirst } from './timeline.ts'

const entry = (title: string, at: string) => ({ title, at })
const CASES = [
  { name: 'nothing', entries: [], titles: [] },
  {
    name: 'the last comes first',
    entries: [entry('收件', '2026-11-20T09:00:00+08:00'), entry('受理', '2026-11-20T09:05:00+08:00')],
    titles: ['受理', '收件'],
  },
  {
    name: 'of one instant the later entry comes first',
    entries: [entry('收件', '2026-11-20T09:00:00+08:00'), entry('受理', '2026-11-20T09:00:00+08:00')],
    titles: ['受理', '收件'],
  },
  {
    name: 'instants are compared, not their spelling',
    entries: [entry('装件', '2026-11-20T09:00:00+08:00'), entry('揽收', '2026-11-20T02:00:00Z')],
    titles: ['揽收', '装件'],
  },
]

for (const { name, entries, titles } of CASES) {
  test(name, () => assert.deepEqual(newestFirst(entries).map((one) => one.title), titles))
}
