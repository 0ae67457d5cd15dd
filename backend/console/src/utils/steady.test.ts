import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepPlaces } from './steady.ts'

interface Row {
  id: string
  text: string
}
const row = (id: string, text = ''): Row => ({ id, text })
const key = (one: Row): string => one.id

const CASES = [
  { name: 'nothing changed', shown: ['a', 'b'], fresh: ['a', 'b'], rows: ['a', 'b'], waiting: 0 },
  { name: 'another order is not followed', shown: ['a', 'b'], fresh: ['b', 'a'], rows: ['a', 'b'], waiting: 0 },
  { name: 'a row that left goes', shown: ['a', 'b', 'c'], fresh: ['a', 'c'], rows: ['a', 'c'], waiting: 0 },
  { name: 'a new first row waits', shown: ['b'], fresh: ['a', 'b'], rows: ['b'], waiting: 1 },
  { name: 'all at once', shown: ['a', 'b'], fresh: ['d', 'b', 'c'], rows: ['b'], waiting: 2 },
]

for (const { name, shown, fresh, rows, waiting } of CASES) {
  test(name, () => {
    const kept = keepPlaces(shown.map((id) => row(id)), fresh.map((id) => row(id)), key)
    assert.deepEqual(kept.rows.map(key), rows)
    assert.equal(kept.waiting, waiting)
  })
}

test('a kept row shows its fresh values', () => {
  assert.deepEqual(keepPlaces([row('a', 'old')], [row('a', 'new')], key).rows, [row('a', 'new')])
})
