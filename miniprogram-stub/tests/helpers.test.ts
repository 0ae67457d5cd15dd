import { describe, expect, it } from 'vitest'
import type { SlotDay } from '@/api/types'
import { addressProblems } from '@/utils/address'
import { clockText, countdownText, dateTimeText, dayText } from '@/utils/dates'
import { stepLine, timeLines } from '@/utils/guide'
import { identityProblems, isIdNumber, isMobile } from '@/utils/identity'
import { isAppLink, isTab } from '@/utils/nav'
import { oauthReturn, stateOf } from '@/utils/oauth'
import { daysLeftLine, progressSteps } from '@/utils/progress'
import { queryString, queryValue } from '@/utils/query'
import { dayLabel, leadingBlanks, slotGroups } from '@/utils/slots'
import { markedParts } from '@/utils/text'
import { ticketLine } from '@/utils/ticket'
import { toneOf } from '@/utils/tones'

const day = (extra: Partial<SlotDay>): SlotDay => ({
  day: '2026-11-25',
  weekday: '周三',
  label: '11月25日 周三',
  state: 'plenty',
  state_label: '充足',
  reason: null,
  free: 4,
  slots: [],
  ...extra,
})

describe('times are the centre’s, whatever the device says', () => {
  it.each([
    ['2026-11-23T09:10:00+08:00', '11月23日 09:10'],
    ['2026-11-23T01:10:00Z', '11月23日 09:10'],
    ['2026-12-31T18:00:00Z', '1月1日 02:00'],
    ['nonsense', ''],
    [null, ''],
  ])('%s → %s', (instant, text) => expect(dateTimeText(instant)).toBe(text))
  it.each([
    ['2026-11-03', '2026年11月3日'],
    ['2026-01-30', '2026年1月30日'],
    ['', ''],
  ])('day %s → %s', (given, text) => expect(dayText(given)).toBe(text))
  it('says seconds', () => expect(clockText('2026-11-23T01:12:05Z')).toBe('09:12:05'))
  it.each([
    [480, '8:00'],
    [61.9, '1:01'],
    [0, '0:00'],
    [-5, '0:00'],
  ])('counts down: %s → %s', (seconds, text) => expect(countdownText(seconds)).toBe(text))
})

describe('marked parts of a search result', () => {
  it.each([
    ['居民身份证首次申领', [[2, 5]], ['居民', '身份证', '首次申领']],
    ['身份证', [[0, 3]], ['身份证']],
    ['身份证', [], ['身份证']],
    ['身份证', [[2, 9]], ['身份证']],
    ['abcdef', [[3, 4], [0, 2], [1, 3]], ['ab', 'c', 'd', 'ef']],
  ])('%s %j', (text, ranges, parts) => {
    expect(markedParts(text, ranges as [number, number][]).map((part) => part.text)).toEqual(parts)
  })
})

describe('what a citizen types', () => {
  it.each([
    ['11010519491231002X', true],
    ['11010519491231002x', true],
    ['110105194912310021', false],
    ['1101051949123100', false],
    ['', false],
  ])('ID number %s', (text, good) => expect(isIdNumber(text)).toBe(good))
  it.each([
    ['13800000000', true],
    ['12800000000', false],
    ['1380000000', false],
  ])('mobile %s', (text, good) => expect(isMobile(text)).toBe(good))
  it('names each problem under its field', () => {
    expect(Object.keys(identityProblems({ name: '张', id_number: '1', phone: '1' }))).toEqual(['name', 'id_number', 'phone'])
    expect(identityProblems({ name: '张三', id_number: '11010519491231002X', phone: '138 0000 0000' })).toEqual({})
    const filled = { recipient: '张三', phone: '138-0000-0000', province: '浙江省', city: '杭州市', district: '西湖区', detail: '1 号' }
    expect(addressProblems(filled)).toEqual({})
    expect(addressProblems({ ...filled, phone: '1', city: ' ' })).toMatchObject({ city: '请填市。' })
  })
})

describe('links', () => {
  it.each([
    ['/pages/appointments/detail?id=1', true],
    ['/pages/home/index', true],
    ['https://evil.example/pages/home/index', false],
    ['//evil.example', false],
    ['/pages/../x', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('%s is ours: %s', (link, ours) => expect(isAppLink(link)).toBe(ours))
  it('knows the tabs', () => {
    expect(isTab('/pages/home/index?x=1')).toBe(true)
    expect(isTab('/pages/cases/index')).toBe(false)
  })
  it('builds and reads queries', () => {
    expect(queryString({ q: '身份证', from: null, n: 0, e: '' })).toBe('?q=%E8%BA%AB%E4%BB%BD%E8%AF%81&n=0')
    expect(queryValue('?a=1&b=%E8%BA%AB+x', 'b')).toBe('身 x')
    expect(queryValue('?a=1', 'b')).toBeNull()
  })
  it('moves the answer of WeChat out of the address', () => {
    expect(oauthReturn('?code=a%2Fb&state=s')).toBe('#/pages/login/index?code=a%2Fb&state=s')
    expect(oauthReturn('?state=s')).toBeNull()
    expect(stateOf('https://open.weixin.qq.com/x?appid=1&state=s9#wechat_redirect')).toBe('s9')
  })
})

describe('slots', () => {
  it('reads a day aloud', () => {
    expect(dayLabel(day({}))).toBe('11月25日 周三 充足 余 4 个')
    expect(dayLabel(day({ state: 'closed', state_label: '休', reason: '休息日', free: 0 }))).toBe('11月25日 周三 休 休息日')
  })
  it('begins the calendar on Monday', () => {
    expect(leadingBlanks([day({ day: '2026-11-23' })])).toBe(0)
    expect(leadingBlanks([day({ day: '2026-11-29' })])).toBe(6)
    expect(leadingBlanks([])).toBe(0)
  })
  it('leaves out an empty half of the day', () => {
    const slot = { id: '1', day: '', start: '', end: '', period: 'pm' as const, time_text: '', free: 1, state: 'plenty' as const }
    expect(slotGroups([slot]).map((group) => group.label)).toEqual(['下午'])
  })
})

describe('sentences', () => {
  it.each([
    [{ state: 'waiting', ahead: 3, estimated_minutes: 12, window_number: null }, '前面 3 人,约 12 分钟。'],
    [{ state: 'waiting', ahead: 0, estimated_minutes: 1, window_number: null }, '下一个就是您,请留意叫号。'],
    [{ state: 'called', ahead: 0, estimated_minutes: null, window_number: 3 }, '请到 3 号窗口。'],
    [{ state: 'passed', ahead: 0, estimated_minutes: null, window_number: null }, '叫过您的号了。请尽快回到大厅。'],
  ])('%j', (ticket, line) => expect(ticketLine(ticket)).toBe(line))
  it.each([
    ['in_progress', 5, '还剩 5 个工作日'],
    ['in_progress', 0, '今天到期'],
    ['in_progress', -2, '已超 2 个工作日'],
    ['approved', 5, ''],
    ['in_progress', null, ''],
  ])('days left: %s %s → %s', (state, days_left, line) => expect(daysLeftLine({ state, days_left })).toBe(line))
  it('names the steps of a guide without inventing', () => {
    const step = { name: '核验', who: '窗口', stage: null, days: 0, result: null }
    expect(stepLine(step, '工作日')).toBe('核验(窗口)')
    expect(stepLine({ ...step, days: 5 }, '工作日')).toBe('核验(窗口,5 个工作日)')
    expect(stepLine({ ...step, who: '', days: 5 }, '自然日')).toBe('核验(5 天)')
    const limit = { text: '15 个工作日', days: 15, unit: '工作日', note: null }
    expect(timeLines({ promised: limit, statutory: limit })).toEqual(['承诺时限:15 个工作日'])
  })
  it('finds where a consultation stands', () => {
    const steps = progressSteps([{ label: 'a', at: 'x' }, { label: 'b', at: null }, { label: 'c', at: null }])
    expect(steps.map((step) => step.state)).toEqual(['done', 'current', 'waiting'])
  })
  it('tells a closed day from a closed case', () => {
    expect(toneOf('closed')).toBe('quiet')
    expect(toneOf('closed', true)).toBe('ok')
    expect(toneOf('of-a-newer-server')).toBe('info')
  })
})
