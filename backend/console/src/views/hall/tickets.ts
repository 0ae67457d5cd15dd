// What a clerk does to a ticket. Some verbs ask for more; everything else is one call.
import { actOnTicket, addItem, correctTime, finishTicket, OUTCOMES, PRIORITIES, setPriority, transferTicket } from '../../api/queue'
import type { HallWindow, StaffTicket } from '../../api/types'
import type { Doing } from '../../composables/actions'
import { ask } from '../../composables/ask'
import { options } from '../../utils/fields'
import { dayOf, instantOf } from '../../utils/time'
import { parseTarget, targets } from './targets'

const NOBODY = 'none'
/** Verbs that open a form: no question comes before it. */
export const FORMS = ['finish', 'transfer', 'add_item', 'correct', 'priority']

export interface TicketActions {
  act: (ticket: StaffTicket, verb: string) => void
}

/** @param windows all windows, for 转窗口 */
export function useTicketActions(doing: Doing, windows: () => readonly HallWindow[]): TicketActions {
  function finish(ticket: StaffTicket): void {
    ask({
      title: `完成 ${ticket.number} 号`,
      fields: [
        {
          name: 'outcome',
          label: '办得怎么样',
          kind: 'radio',
          options: options(OUTCOMES),
          required: true,
          value: ticket.case_number ? '已受理' : '',
        },
        { name: 'note', label: '备注', kind: 'text' },
      ],
      submitLabel: '完成',
      submit: ({ outcome, note }) => doing.submit(() => finishTicket(ticket, String(outcome), String(note))),
    })
  }

  function transfer(ticket: StaffTicket): void {
    ask({
      title: `转走 ${ticket.number} 号`,
      intro: '原来的先后不变。选窗口就由那个窗口叫,选部门就由先空的窗口叫。',
      fields: [{ name: 'to', label: '转到', kind: 'select', options: targets(windows(), ticket), required: true }],
      submitLabel: '转过去',
      submit: ({ to }) => doing.submit(() => transferTicket(ticket, parseTarget(String(to)))),
    })
  }

  function more(ticket: StaffTicket): void {
    ask({
      title: `${ticket.number} 号加办一件`,
      fields: [{ name: 'item', label: '再办什么', kind: 'item', required: true }],
      submitLabel: '加办',
      submit: ({ item }) => doing.submit(() => addItem(ticket, String(item))),
    })
  }

  function priority(ticket: StaffTicket): void {
    ask({
      title: `${ticket.number} 号优先`,
      intro: '老弱孕残军优先叫。请先看证件,或看本人情况。',
      fields: [
        {
          name: 'group',
          label: '哪一类',
          kind: 'radio',
          options: [...PRIORITIES, { value: NOBODY, label: '不优先' }],
          required: true,
          value: ticket.priority ?? '',
        },
      ],
      submitLabel: '保存',
      submit: ({ group }) => doing.submit(() => setPriority(ticket, group === NOBODY ? null : String(group))),
    })
  }

  function correct(ticket: StaffTicket): void {
    ask({
      title: `改 ${ticket.number} 号的时间`,
      intro: '原来的时间也会留在记录里。',
      fields: [
        { name: 'moment', label: '改哪个时间', kind: 'radio', options: momentsOf(ticket), required: true },
        { name: 'at', label: '实际时间', kind: 'text', required: true, hint: '例如 9:05,或 9:05:30。' },
        { name: 'reason', label: '原因', kind: 'text', required: true, max: 200 },
      ],
      submitLabel: '改好',
      submit: async ({ moment, at, reason }) => {
        const instant = instantOf(String(at), dayOf(new Date(ticket.updated_at)))
        if (!instant) throw new Error('请填时间,例如 9:05。')
        await doing.submit(() => correctTime(ticket, String(moment), instant, String(reason)))
      },
    })
  }

  const asking: Record<string, (ticket: StaffTicket) => void> = { finish, transfer, add_item: more, priority, correct }

  function act(ticket: StaffTicket, verb: string): void {
    const form = asking[verb]
    if (form) form(ticket)
    else void doing.run(() => actOnTicket(ticket, verb))
  }

  return { act }
}

function momentsOf(ticket: StaffTicket) {
  const known = [
    { value: 'call', label: '叫号', there: ticket.called_at },
    { value: 'start', label: '开始办', there: ticket.serving_since },
    { value: 'finish', label: '办完', there: ticket.state === 'finished' },
  ]
  return known.filter(({ there }) => there).map(({ value, label }) => ({ value, label }))
}
