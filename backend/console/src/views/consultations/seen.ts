// What the clerk has read of a consultation. A reply is sent for that version: what came since has to be read first.
import { computed, shallowRef, watch, type Ref } from 'vue'
import type { ConsultationDetail, ConsultationEvent } from '../../api/types'
import { staff } from '../../composables/session'

export interface Seen {
  /** The version that was read. */
  version: Ref<number>
  /** What happened since, the oldest first. */
  arrived: Ref<ConsultationEvent[]>
  /** Everything on the screen has been read. */
  look: () => void
}

/** What the clerk did is no news to the clerk, e.g. claiming the question just before it is answered. */
function onlyMine(events: ConsultationEvent[]): boolean {
  const me = staff.value && `${staff.value.name}(${staff.value.number})`
  return events.length > 0 && events.every((event) => event.by === me)
}

export function useSeen(row: Ref<ConsultationDetail | null>): Seen {
  const read = shallowRef({ version: 0, events: 0 })
  const look = () => {
    if (row.value) read.value = { version: row.value.version, events: row.value.events.length }
  }
  watch(row, (after, before) => {
    if (!before || onlyMine(after?.events.slice(read.value.events) ?? [])) look()
  })
  return {
    version: computed(() => read.value.version),
    arrived: computed(() => (row.value && row.value.version !== read.value.version ? row.value.events.slice(read.value.events) : [])),
    look,
  }
}
