import { describe, expect, it } from 'vitest'
import type { AnswerCardData, Material } from '@/api/types'
import { CAVEAT, followUps, shownCard, type CardSection } from '@/utils/answer'
import { ratingOf } from '@/utils/messages'

const section = (heading: string, lines: string[], more: Partial<CardSection> = {}): CardSection => ({
  heading,
  lines,
  facet: null,
  verified: true,
  materials: [],
  hours: null,
  phone: null,
  ...more,
})
const material = (name: string) => ({ name, necessity: '必要', form_text: '', any_of: null }) as Material
const button = (kind: 'guide' | 'book' | 'human') => ({ kind, label: kind, target: '' })
const card = (lead: CardSection | null, details: CardSection[] = [], facets: string[] = []): AnswerCardData => ({
  item: { code: 'HZ03', name: '身份证丢失补领' },
  facets,
  paragraphs: lead?.lines ?? ['第一句。'],
  lead,
  details,
  sources: [],
  updated: '2026-11-20',
  unverified: false,
  buttons: [button('guide'), button('book'), button('human')],
  also: [],
})
const headings = (one: AnswerCardData, open = false) => shownCard(one, open).sections.map((part) => part.heading)
const sizes = (one: AnswerCardData) => shownCard(one, false).sections.map((p) => p.lines.length + p.materials.length)

describe('a card at first glance', () => {
  const summary = section('概要', ['一', '二', '三'])
  it('shows what was asked, the rest after 展开', () => {
    const fee = card(section('多少钱', ['40 元。'], { facet: '费用' }), [summary], ['费用'])
    expect([headings(fee), shownCard(fee, false).more]).toEqual([['多少钱'], true])
    expect([headings(fee, true), shownCard(fee, true).more]).toEqual([['多少钱', '概要'], false])
  })
  it('holds at most five lines over all sides that were asked', () => {
    const steps = section('怎么办', ['1', '2', '3', '4'], { facet: '流程' })
    const place = section('去哪办', ['a', 'b', 'c'], { facet: '地点' })
    expect(sizes(card(steps, [place, summary], ['流程', '地点']))).toEqual([4, 1])
    expect(sizes(card(section('怎么办', ['1', '2', '3', '4', '5', '6'])))).toEqual([5])
  })
  it('has nothing to open when everything is on it', () => {
    expect(shownCard(card(section('多少钱', ['不收费。'])), false).more).toBe(false)
  })
  it('ticks materials instead of reading them out', () => {
    const names = ['一', '二', '三', '四', '五', '六']
    const bring = section('带什么', ['请带 6 样必要材料。', ...names], { facet: '材料', materials: names.map(material) })
    const [first] = shownCard(card(bring), false).sections
    expect([first.lines, first.materials.map((one) => one.name)]).toEqual([['请带 6 样必要材料。'], names.slice(0, 4)])
    expect(shownCard(card(bring), true).sections[0].materials).toHaveLength(6)
  })
  it('says once that a part is not verified', () => {
    const [part] = shownCard(card(section('多少钱', ['40 元。', CAVEAT], { verified: false })), false).sections
    expect([part.lines, part.note?.includes(CAVEAT)]).toEqual([['40 元。'], true])
  })
  it('does not warn twice in one part', () => {
    const [part] = shownCard(card(section('请注意', [`异地的文件没有核对,${CAVEAT}`], { verified: false })), false).sections
    expect([part.lines.length, part.note]).toEqual([1, null])
  })
  it('offers the number to call once', () => {
    const place = section('去哪办', ['请到 1 号窗口。', '电话:12345。', '电话:67890。'], { facet: '地点', phone: '12345' })
    expect(shownCard(card(place), false).sections[0].lines).toEqual(['请到 1 号窗口。', '电话:67890。'])
  })
  it('reads the cards of early conversations', () => {
    expect(shownCard(card(null), false).sections[0].lines).toEqual(['第一句。'])
  })
})

describe('what may be asked next', () => {
  it('are the sides that were not told', () => {
    const labels = (one: AnswerCardData) => followUps(one).map((chip) => chip.label)
    expect(labels(card(null))).toEqual(['要什么材料', '多少钱', '多久', '在哪办', '怎么预约'])
    expect(labels(card(null, [], ['费用', '材料']))).toEqual(['多久', '在哪办', '怎么预约'])
    expect(labels({ ...card(null), buttons: [button('guide')] })).not.toContain('怎么预约')
    expect(followUps(card(null)).map((chip) => chip.ask).slice(3)).toEqual(['在哪办', '身份证丢失补领怎么预约'])
    expect(followUps({ ...card(null), buttons: [button('human')] })).toEqual([])
  })
})

describe('a verdict', () => {
  it('is shown as the server will show it', () => {
    expect(ratingOf({ useful: true })).toEqual({ useful: true, reason: null, reason_label: null, words: null })
    expect(ratingOf({ useful: false, reason: 'wrong', words: 'x' })).toMatchObject({ reason_label: '信息不对', words: 'x' })
  })
})
