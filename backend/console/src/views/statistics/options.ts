// What the charts show, from the figures. Pure.
import type { Statistics, StatisticsTimes } from '../../api/types'

export type Measure = 'wait_p50' | 'wait_p90' | 'service_p50' | 'service_p90'
export const MEASURES: readonly { key: Measure; label: string }[] = [
  { key: 'wait_p50', label: '等候中位' },
  { key: 'wait_p90', label: '等候 90%' },
  { key: 'service_p50', label: '办理中位' },
  { key: 'service_p90', label: '办理 90%' },
]
const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const SHOWN_ITEMS = 10

export const percent = (share: number | null) => (share === null ? '—' : `${Math.round(share * 1000) / 10}%`)
export const minutes = (value: number | null) => (value === null ? '—' : `${value} 分`)

export function dayOption(days: Statistics['days']) {
  return {
    tooltip: { trigger: 'axis' },
    legend: { top: 0, data: ['名额', '已约', '未到场'] },
    grid: { left: 48, right: 16, top: 40, bottom: 32 },
    xAxis: { type: 'category', data: days.map((day) => day.label) },
    yAxis: { type: 'value' },
    series: [
      { name: '名额', type: 'bar', data: days.map((day) => day.places), itemStyle: { color: '#c9d6e6' } },
      { name: '已约', type: 'bar', data: days.map((day) => day.taken), itemStyle: { color: '#1b5faa' } },
      { name: '未到场', type: 'bar', data: days.map((day) => day.missed), itemStyle: { color: '#b3261e' } },
    ],
  }
}

/** One cell per weekday and hour in which anything was measured. */
export function heatOption(hours: Statistics['hours'], measure: Measure) {
  const axis = [...new Set(hours.map((one) => one.hour))].sort((one, other) => one - other)
  const measured = hours.filter((one) => one[measure] !== null)
  const cells = measured.map((one) => [axis.indexOf(one.hour), one.weekday, one[measure]])
  return {
    tooltip: { formatter: ({ data }: { data: number[] }) => `${WEEKDAYS[data[1] ?? 0]} ${axis[data[0] ?? 0]}:00 ${data[2]} 分` },
    grid: { left: 56, right: 16, top: 8, bottom: 72 },
    xAxis: { type: 'category', data: axis.map((hour) => `${hour}:00`) },
    yAxis: { type: 'category', data: WEEKDAYS, inverse: true },
    visualMap: {
      min: 0,
      max: Math.max(10, ...measured.map((one) => one[measure] ?? 0)),
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      inRange: { color: ['#e8f0fa', '#7fb2f0', '#1b5faa'] },
    },
    series: [{ type: 'heatmap', data: cells, label: { show: true } }],
  }
}

export function itemOption(items: Statistics['items'], measure: Measure) {
  const shown = items.slice(0, SHOWN_ITEMS)
  const name = MEASURES.find((one) => one.key === measure)?.label ?? ''
  return {
    tooltip: { trigger: 'axis' },
    grid: { left: 200, right: 24, top: 8, bottom: 32 },
    xAxis: { type: 'value', name: '分' },
    yAxis: { type: 'category', inverse: true, data: shown.map((one) => one.item.name), axisLabel: { width: 180, overflow: 'truncate' } },
    series: [{ name, type: 'bar', data: shown.map((one) => one[measure]), itemStyle: { color: '#1b5faa' } }],
  }
}

export function windowOption(windows: Statistics['windows']) {
  return {
    tooltip: { trigger: 'axis' },
    grid: { left: 48, right: 16, top: 8, bottom: 64 },
    xAxis: { type: 'category', data: windows.map((one) => one.window.name), axisLabel: { rotate: 30 } },
    yAxis: { type: 'value', name: '%' },
    series: [{ name: '负荷', type: 'bar', data: windows.map((one) => Math.round((one.load ?? 0) * 1000) / 10), itemStyle: { color: '#0b7a4b' } }],
  }
}

export const timesRow = (one: Pick<StatisticsTimes, Measure | 'waits' | 'services'>) => [
  String(one.waits),
  minutes(one.wait_p50),
  minutes(one.wait_p90),
  String(one.services),
  minutes(one.service_p50),
  minutes(one.service_p90),
]
