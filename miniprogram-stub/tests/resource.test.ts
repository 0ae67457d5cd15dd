import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useResource, type Resource } from '@/composables/useResource'

// There is no page here that could be left: Vue says so.
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined))

/** A resource whose answers arrive when the test says so. */
function pending(): { row: Resource<string>; answer: ((value: string) => void)[] } {
  const answer: ((value: string) => void)[] = []
  const read = () => new Promise<string>((resolve) => answer.push(resolve))
  return { row: useResource(read), answer }
}

describe('one thing of the server', () => {
  it('shows only the latest of overlapping loads', async () => {
    const { row, answer } = pending()
    const loads = [row.load(), row.load()]
    answer[1]('new')
    answer[0]('old')
    await Promise.all(loads)
    expect(row.data.value).toBe('new')
  })

  it('keeps the answer to a change when an older load arrives later', async () => {
    vi.useFakeTimers()
    const { row, answer } = pending()
    const load = row.load()
    vi.advanceTimersByTime(400)
    expect(row.slow.value).toBe(true)
    row.set('cancelled')
    answer[0]('booked')
    await load
    expect([row.data.value, row.slow.value]).toEqual(['cancelled', false])
    vi.useRealTimers()
  })
})
