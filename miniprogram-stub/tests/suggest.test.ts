import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { Suggestion } from '@/api/types'
import type { Suggest } from '@/composables/useSuggest'

interface Asked {
  q: string
  answer: (texts: string[]) => void
  fail: () => void
}
const asked: Asked[] = []
const line = (text: string, kind: Suggestion['kind'] = 'guide') =>
  ({ text, kind, code: text, name: text, link: null, matched: [] }) as Suggestion
const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  asked.length = 0
  vi.useFakeTimers()
  vi.stubGlobal('uni', {
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    request: (options: UniApp.RequestOptions) =>
      void asked.push({
        q: decodeURIComponent(options.url.replace(/^.*q=/, '')),
        answer: (texts) =>
          void options.success?.({ statusCode: 200, data: { items: texts.map((text) => line(text)) } } as never),
        fail: () => void options.success?.({ statusCode: 500, data: {} } as never),
      }),
  })
})
afterEach(() => vi.useRealTimers())

async function box(fits?: (one: Suggestion) => boolean) {
  const { useSuggest } = await import('@/composables/useSuggest')
  const suggest = effectScope().run(() => useSuggest(fits)) as Suggest
  const texts = () => suggest.items.value.map((one) => one.text)
  return { ...suggest, texts }
}

describe('suggestions while typing', () => {
  it('asks once after a pause, not for every character', async () => {
    const { type } = await box()
    for (const words of ['s', 'sf', 'sfz']) type(words)
    await vi.advanceTimersByTimeAsync(249)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(asked.map((one) => one.q)).toEqual(['sfz'])
  })

  it('lets no earlier answer overwrite a later one', async () => {
    const { type, texts } = await box()
    type('身')
    await vi.advanceTimersByTimeAsync(250)
    type('社')
    await vi.advanceTimersByTimeAsync(250)
    asked[1].answer(['社保卡'])
    await settled()
    asked[0].answer(['身份证'])
    await settled()
    expect(texts()).toEqual(['社保卡'])
  })

  it('stays closed when the words were sent before the answer came', async () => {
    const { type, close, texts } = await box()
    type('身份证')
    await vi.advanceTimersByTimeAsync(250)
    close()
    asked[0].answer(['身份证'])
    await settled()
    expect(texts()).toEqual([])
  })

  it('shows nothing when the server does not answer', async () => {
    const { type, texts } = await box()
    type('身份证')
    await vi.advanceTimersByTimeAsync(250)
    asked[0].fail()
    await settled()
    expect(texts()).toEqual([])
  })

  it('leaves out what does not fit here', async () => {
    const { type, texts } = await box((one) => one.text !== '公安局')
    type('公')
    await vi.advanceTimersByTimeAsync(250)
    asked[0].answer(['公安局', '公积金'])
    await settled()
    expect(texts()).toEqual(['公积金'])
  })

  it('moves round with the arrow keys', async () => {
    const { type, move, active } = await box()
    move(1)
    expect(active.value).toBe(-1)
    type('公')
    await vi.advanceTimersByTimeAsync(250)
    asked[0].answer(['a', 'b'])
    await settled()
    const seen = [1, 1, 1, -1].map((step) => (move(step as 1 | -1), active.value))
    expect(seen).toEqual([0, 1, 0, 1])
  })
})
