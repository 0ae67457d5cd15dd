import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heatOption, minutes, percent } from './options.ts'

const cell = (weekday: number, hour: number, wait_p50: number | null) =>
  ({ weekday, hour, wait_p50, weekday_label: '', waits: 1, services: 0, wait_p90: null, service_p50: null, service_p90: null }) as const

test('cells stand at their hour and weekday; what was not measured is no cell', () => {
  const option = heatOption([cell(0, 14, 6), cell(2, 9, 12), cell(2, 14, null)], 'wait_p50')
  assert.deepEqual(option.xAxis.data, ['9:00', '14:00'])
  assert.deepEqual(option.series[0]?.data, [
    [1, 0, 6],
    [0, 2, 12],
  ])
  assert.equal(option.visualMap.max, 12)
})

test('nothing measured is said as a dash', () => {
  assert.deepEqual([percent(null), percent(0.125), minutes(null), minutes(3.5)], ['—', '12.5%', '—', '3.5 分'])
})
