import type { Appointment } from '@/api/types'
import { isIdNumber } from './identity'

export interface PartyFields {
  name: string
  number: string
}

/** What can be said about the person or company before sending; the server checks the numbers' last character. */
export function partyProblems(kind: string, values: PartyFields): Partial<PartyFields> {
  const problems: Partial<PartyFields> = {}
  if (values.name.trim().length < 2) problems.name = kind === 'company' ? '请填营业执照上的名称。' : '请填身份证上的姓名。'
  if (kind === 'agent' && !isIdNumber(values.number)) problems.number = '身份证号不对,请对照证件再看一下。'
  if (kind === 'company' && !/^[0-9A-Za-z]{18}$/.test(values.number.trim())) problems.number = '代码是 18 位,请对照营业执照。'
  return problems
}

/** The line under the items on a ticket: who comes, masked. */
export function whoText(party: Appointment['party']): string {
  return party.kind === 'self' && party.name_masked ? `${party.text} ${party.name_masked}` : party.text
}
