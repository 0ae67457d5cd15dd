import type { Ticket } from '@/api/types'

type Facts = Pick<Ticket, 'state' | 'ahead' | 'estimated_minutes' | 'window_number'>

/** One sentence that says where the citizen stands and what to do. */
export function ticketLine(ticket: Facts): string {
  const window = ticket.window_number === null ? '窗口' : ` ${ticket.window_number} 号窗口`
  if (ticket.state === 'waiting') {
    const time = ticket.estimated_minutes === null ? '' : `,约 ${ticket.estimated_minutes} 分钟`
    return ticket.ahead === 0 ? '下一个就是您,请留意叫号。' : `前面 ${ticket.ahead} 人${time}。`
  }
  if (ticket.state === 'called') return `请到${window}。`
  if (ticket.state === 'serving') return `正在${window}办理。`
  if (ticket.state === 'parked') return `先等一下,${window.trim()}会再请您。`
  if (ticket.state === 'left') return '这个号不用了。需要时请重新取号。'
  if (ticket.state === 'passed') return '叫过您的号了。请尽快回到大厅。'
  return '这个号已办完。谢谢您。'
}
