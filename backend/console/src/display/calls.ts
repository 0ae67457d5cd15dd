// Which calls of a new state have not been spoken yet. Pure, so that a recall and a reconnection can be tested.
import type { DisplayCall } from '../api/types'

/** A recall is the same number at a later time: it is spoken again. */
export const callKey = (call: DisplayCall): string => `${call.number}@${call.at}`

/**
 * The calls to speak now, oldest first.
 * @param spoken key of the newest call already spoken; null on the first state of a fresh page, which stays silent
 */
export function unspoken(calls: readonly DisplayCall[], spoken: string | null): DisplayCall[] {
  if (spoken === null) return []
  const seen = calls.findIndex((call) => callKey(call) === spoken)
  // After a long break the last spoken call may be gone: then only the newest is worth hearing.
  const fresh = seen === -1 ? calls.slice(0, 1) : calls.slice(0, seen)
  return [...fresh].reverse()
}
