import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HallWindow } from '../../api/types'
import { parseTarget, targets } from './targets.ts'

const window = (code: string, number: number, state: string, departments: string[]) =>
  ({ code, number, state, name: code, departments: departments.map((one) => ({ code: one, name: one })) }) as HallWindow

const HALL = [window('W01', 1, 'open', ['A']), window('W02', 2, 'paused', ['A', 'B']), window('W03', 3, 'closed', ['C'])]

test('own and closed windows are left out, departments come once', () => {
  assert.deepEqual(
    targets(HALL, { window_number: 1 }).map((one) => one.value),
    ['window:W02', 'department:A', 'department:B', 'department:C'],
  )
})
test('a chosen target says what it is', () => {
  assert.deepEqual(parseTarget('window:W02'), { window: 'W02' })
  assert.deepEqual(parseTarget('department:GA-HZ'), { department: 'GA-HZ' })
})
