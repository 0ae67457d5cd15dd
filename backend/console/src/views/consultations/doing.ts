// Verbs of one consultation. A conflict brings the new state to the screen and keeps what was typed in the dialog.
import { ElMessage } from 'element-plus'
import { ref } from 'vue'
import { act as send, propose } from '../../api/consultations'
import { listDepartments } from '../../api/catalogue'
import type { Action, ConsultationDetail, Department } from '../../api/types'
import { sentences } from '../../composables/actions'
import { ask } from '../../composables/ask'
import { formOf } from './verbs'

/** The verbs that do not answer with the consultation, or say something when they are done. */
const DONE: Readonly<Record<string, string>> = {
  note: '已记下,只有同事看得到',
  urge: '已催办,并已记录',
  propose: '已提交,等综合协调科审核',
  extend: '已申请,等综合协调科决定',
}
const NEEDS_PLACES: ReadonlySet<string> = new Set(['forward', 'arbitrate', 'opinions'])

/**
 * @param current the consultation as it is on the screen when a dialog is sent, so that a second try fits the news
 * @param done brings the screen up to date
 */
export function useVerbs(current: () => ConsultationDetail | null, done: (own: boolean) => Promise<unknown>) {
  const busy = ref(false)

  async function run(verb: string, body: object = {}): Promise<void> {
    const row = current()
    if (!row) return
    busy.value = true
    try {
      await (verb === 'propose' ? propose(row, body as Parameters<typeof propose>[1]) : send(row, verb, body))
      if (DONE[verb]) ElMessage.success(DONE[verb])
      await done(true)
    } catch (refusal) {
      await done(false)
      throw refusal
    } finally {
      busy.value = false
    }
  }

  async function press(action: Action): Promise<void> {
    const row = current()
    if (!row || busy.value) return
    const form = formOf(action.name, row, NEEDS_PLACES.has(action.name) ? await places() : [])
    if (!form) return run(action.name).catch(say)
    ask({
      title: action.label,
      ...(form.intro ? { intro: form.intro } : {}),
      fields: form.fields,
      submitLabel: action.label,
      submit: (values) => run(action.name, withoutEmpty(form.body(values))),
    })
  }

  return { busy, press }
}

const say = (refusal: unknown): void => void ElMessage.error({ message: sentences(refusal), duration: 6000 })
const withoutEmpty = (body: object) => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''))

async function places(): Promise<readonly Department[]> {
  return listDepartments().then(
    (found) => found.items,
    () => [],
  )
}
