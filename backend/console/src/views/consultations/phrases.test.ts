import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matching, replaced, slashed } from './phrases.ts'

const CASES = [
  { text: '/', typed: '' },
  { text: '您好 /地', typed: '地' },
  { text: '您好\n/', typed: '' },
  { text: '1/2', typed: null },
  { text: '您好', typed: null },
]
for (const { text, typed } of CASES) {
  test(`slash in ${JSON.stringify(text)}`, () => assert.equal(slashed(text, text.length), typed))
}
test('only the slash is replaced', () => assert.equal(replaced('您好 /地。', 5, '二楼'), '您好 二楼。'))
test('found by title or words', () => {
  const phrases = [{ title: '地点', words: '二楼' }, { title: '时间', words: '九点' }]
  assert.deepEqual(matching(phrases, '九').map(({ title }) => title), ['时间'])
})
