import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callKey, unspoken } from './calls.ts'

const call = (number: string, at: string) => ({ number, at, name_masked: '张*敏', window_number: 3, speech: number })
const [third, second, first] = [call('A003', '9:03'), call('A002', '9:02'), call('A001', '9:01')]
const recall = call('A003', '9:05')
const say = (calls: ReturnType<typeof call>[], spoken: string | null) => unspoken(calls, spoken).map(callKey)

test('a fresh page stays silent', () => assert.deepEqual(say([third, second], null), []))
test('nothing new, nothing said', () => assert.deepEqual(say([third, second], callKey(third)), []))
test('new calls are said oldest first', () => {
  assert.deepEqual(say([third, second, first], callKey(first)), ['A002@9:02', 'A003@9:03'])
})
test('a recall is said again', () => assert.deepEqual(say([recall, third, second], callKey(third)), ['A003@9:05']))
test('after a long break only the newest is said', () => {
  assert.deepEqual(say([third, second], 'A000@8:00'), ['A003@9:03'])
})
test('the first call of a quiet morning is said', () => assert.deepEqual(say([first], ''), ['A001@9:01']))
