import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message } from '@/api/types'

interface Asked {
  path: string
  answer: (statusCode: number, data: unknown) => void
}
const asked: Asked[] = []
const paths = () => asked.map((one) => one.path)

/** The network as slow as the test wants it: a request is answered when the test says so. */
const platform = {
  getStorageSync: () => '',
  setStorageSync: () => undefined,
  removeStorageSync: () => undefined,
  request: (options: UniApp.RequestOptions) =>
    void asked.push({
      path: options.url.replace(/^.*\/api\/v1/, ''),
      answer: (statusCode, data) => void options.success?.({ statusCode, data } as never),
    }),
}
const message = (seq: number, text: string) => ({ id: String(seq), seq, text }) as Message
const begun = { id: 'c1', key: 'k1', greeting: message(1, '您好'), chips: [] }
const settled = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  asked.length = 0
  vi.stubGlobal('uni', platform)
})

async function chat() {
  const { useChat } = await import('@/composables/useChat')
  return useChat(() => undefined)
}

describe('a conversation on a slow network', () => {
  it('sends what was asked before it was open, once it is', async () => {
    const { open, say, messages } = await chat()
    const opening = open()
    const said = say('办身份证带什么')
    await settled()
    expect(paths()).toEqual(['/conversations'])
    asked[0].answer(201, begun)
    await opening
    await settled()
    expect(paths()).toEqual(['/conversations', '/conversations/c1/messages'])
    asked[1].answer(201, { items: [message(2, '办身份证带什么'), message(3, '请带户口簿')] })
    expect(await said).toBe(true)
    expect(messages.value.map((one) => one.seq)).toEqual([1, 2, 3])
  })

  it('keeps the text when it could not be opened', async () => {
    const { say, error, ready } = await chat()
    const said = say('办身份证带什么')
    await settled()
    asked[0].answer(503, { code: 'unavailable', message: '请稍后再试。', details: null, request_id: '' })
    expect(await said).toBe(false)
    expect([error.value?.code, ready.value]).toEqual(['unavailable', false])
  })

  it('asks nothing without words', async () => {
    const { say } = await chat()
    expect(await say('  ')).toBe(false)
    expect(asked).toEqual([])
  })

  it('begins anew when the conversation has become too long', async () => {
    const { open, say, messages } = await chat()
    const opening = open()
    await settled()
    asked[0].answer(201, begun)
    await opening
    const said = say('办身份证带什么')
    await settled()
    asked[1].answer(409, { code: 'conversation_too_long', message: '太长了。', details: null, request_id: '' })
    await settled()
    asked[2].answer(201, { ...begun, id: 'c2' })
    await settled()
    asked[3].answer(201, { items: [message(2, '办身份证带什么')] })
    expect(await said).toBe(true)
    expect(paths().slice(2)).toEqual(['/conversations', '/conversations/c2/messages'])
    expect(messages.value.map((one) => one.text)).toEqual(['您好', '办身份证带什么'])
  })

  it('shows a verdict and what the bot says to it, without moving the page', async () => {
    const { useChat } = await import('@/composables/useChat')
    const news: number[] = []
    const { open, rate, messages } = useChat((more) => news.push(...more.map((one) => one.seq)))
    const opening = open()
    await settled()
    asked[0].answer(201, begun)
    await opening
    const rated = rate(messages.value[0], { useful: false, reason: 'wrong' })
    await settled()
    asked[1].answer(204, '')
    await settled()
    asked[2].answer(200, { items: [message(2, '抱歉')], consultation: null })
    await rated
    expect(messages.value.map((one) => one.rating?.reason_label)).toEqual(['信息不对', undefined])
    expect(news).toEqual([1])
  })
})
