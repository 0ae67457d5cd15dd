import { describe, expect, it } from 'vitest'
import type { Material, Message } from '@/api/types'
import { groupMaterials, materialHint } from '@/utils/materials'
import { mergeMessages, speaker } from '@/utils/messages'
import { mergedTimeline } from '@/utils/timeline'

const material = (name: string, extra: Partial<Material> = {}): Material => ({
  name,
  necessity: '必要',
  form_text: '',
  condition: null,
  any_of: null,
  issuer: null,
  basis: null,
  blank_form: null,
  sample: null,
  note: null,
  ...extra,
})
const message = (id: string, seq: number, text = ''): Message => ({
  id,
  seq,
  text,
  at: '',
  author: 'bot',
  kind: 'text',
  card: null,
  from: null,
  rating: null,
})

describe('materials', () => {
  it('puts what everybody brings first', () => {
    const groups = groupMaterials([
      material('监护人身份证', { necessity: '非必要' }),
      material('户口簿'),
      material('结婚证', { any_of: '婚姻证明' }),
      material('离婚证', { any_of: '婚姻证明' }),
      material('照片', { necessity: '容缺' }),
    ])
    expect(groups.map((group) => [group.label, group.items.map((one) => one.name)])).toEqual([
      ['', ['户口簿']],
      ['婚姻证明:带任意一种', ['结婚证', '离婚证']],
      ['有这种情况才带', ['监护人身份证']],
      ['可以后补', ['照片']],
    ])
  })
  it('says the facts in one line and leaves out the unknown', () => {
    expect(materialHint(material('x', { form_text: '原件 1 份', issuer: '派出所' }))).toBe('原件 1 份 · 派出所出具')
    expect(materialHint(material('x'))).toBe('')
  })
})

describe('messages', () => {
  it('shows each once and in order, the newer copy wins', () => {
    const merged = mergeMessages([message('a', 1), message('c', 3)], [message('b', 2), message('c', 3, 'new')])
    expect(merged.map((one) => one.id)).toEqual(['a', 'b', 'c'])
    expect(merged[2].text).toBe('new')
  })
  it('names the person who answers', () => {
    const staff: Message = { ...message('a', 1), author: 'staff', from: { window_name: '人社窗口', staff_number: '1023' } }
    expect(speaker(staff)).toBe('人社窗口 工号 1023')
  })
})

describe('timeline', () => {
  it('joins case and parcel, newest first, each line once', () => {
    const line = (at: string, title: string) => ({ at, title, text: '', unit: null, kind: '' })
    const event = (at: string, label: string) => ({ at, label, text: label, status: 'picked_up' })
    const delivery = { courier_name: '邮政', events: [event('2026-11-22T08:00:00Z', '揽收'), event('2026-11-22T08:00:00Z', '揽收')] }
    const entries = mergedTimeline({
      timeline: [line('2026-11-20T08:00:00Z', '受理'), line('2026-11-23T08:00:00Z', '办结')],
      delivery: delivery as never,
    })
    expect(entries.map((one) => one.title)).toEqual(['办结', '揽收', '受理'])
    expect(entries[1]).toMatchObject({ unit: '邮政', text: '' })
    const packed = { courier_name: '邮政', events: [{ ...event('2026-11-21T08:00:00Z', '已装好'), status: 'packed' }] }
    expect(mergedTimeline({ timeline: [], delivery: packed as never })[0]).toMatchObject({ title: '已装好', unit: null })
    const twins = [line('2026-11-20T08:00:00Z', '补齐'), line('2026-11-20T08:00:00Z', '受理')]
    expect(mergedTimeline({ timeline: twins, delivery: null }).map((one) => one.title)).toEqual(['受理', '补齐'])
  })
})
