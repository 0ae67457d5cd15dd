// What a clerk does to a ticket. `finish` asks for the outcome; everything else is one call.
import { actOnTicket, finishTicket, OUTCOMES } from '../../api/queue'
import type { StaffTicket } from '../../api/types'
import type { Doing } from '../../composables/actions'
import { ask } from '../../composables/ask'
import { options } from '../../utils/fields'

export function useTicketActions(doing: Doing): { act: (ticket: StaffTicket, verb: string) => void } {
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

  function act(ticket: StaffTicket, verb: string): void {
    if (verb === 'finish') finish(ticket)
    else void doing.run(() => actOnTicket(ticket, verb))
  }

  return { act }
}
