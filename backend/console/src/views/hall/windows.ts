// What a clerk does to a window. Pausing asks why, choosing what it takes asks what.
import { changeWindow, chooseTakes, PAUSE_REASONS, pauseWindow } from '../../api/queue'
import { listGuides } from '../../api/catalogue'
import type { HallWindow } from '../../api/types'
import type { Doing } from '../../composables/actions'
import { ask } from '../../composables/ask'
import { options, type Option } from '../../utils/fields'

/** Verbs that open a form: no question comes before it. */
export const WINDOW_FORMS = ['pause', 'takes']

const asList = (value: unknown): string[] => (Array.isArray(value) ? value : [])

async function itemsOf(window: HallWindow): Promise<Option[]> {
  const pages = await Promise.all(window.departments.map(({ code }) => listGuides({ department: code })))
  return pages.flatMap((page) => page.items.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })))
}

export function useWindowActions(doing: Doing, after: () => Promise<void>) {
  const submit = (call: () => Promise<unknown>) => doing.submit(call).then(after)

  function pause(window: HallWindow): void {
    ask({
      title: `暂停 ${window.number} 号窗口`,
      fields: [{ name: 'reason', label: '为什么暂停', kind: 'radio', options: options(PAUSE_REASONS), required: true, value: '暂离' }],
      submitLabel: '暂停',
      submit: ({ reason }) => submit(() => pauseWindow(window.code, String(reason))),
    })
  }

  async function takes(window: HallWindow): Promise<void> {
    const items = await itemsOf(window).catch(() => [])
    ask({
      title: `${window.number} 号窗口今天受理什么`,
      intro: '都不选就是全部受理。关闭窗口后恢复全部。',
      fields: [
        {
          name: 'departments',
          label: '部门',
          kind: 'checks',
          options: window.departments.map(({ code, name }) => ({ value: code, label: name })),
          value: window.takes_departments,
          when: () => window.departments.length > 1,
        },
        { name: 'items', label: '事项', kind: 'checks', options: items, value: window.takes_items },
      ],
      submitLabel: '保存',
      submit: ({ departments, items: chosen }) => submit(() => chooseTakes(window, asList(departments), asList(chosen))),
    })
  }

  function change(window: HallWindow, verb: string): void {
    if (verb === 'pause') pause(window)
    else if (verb === 'takes') void takes(window)
    else void doing.run(() => changeWindow(window.code, verb)).then(after)
  }

  return { change }
}
