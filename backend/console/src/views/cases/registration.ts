// What the guide says about a material (`原件1份`), as the start values of the clerk's checklist.
import type { Registration } from '../../api/types'

type Given = NonNullable<Registration['materials']>[number]
export type Form = NonNullable<Given['form']>
export interface Tick {
  name: string
  necessity: string
  hint: string
  received: boolean
  form: Form
  copies: number
}

export const ID_KINDS: readonly Registration['applicant']['id_kind'][] = ['居民身份证', '统一社会信用代码', '护照', '其他']
export const FORMS: readonly Form[] = ['原件', '复印件', '电子件']

export function formIn(text: string | null): Form {
  return FORMS.find((form) => text?.includes(form)) ?? '原件'
}

export function copiesIn(text: string | null): number {
  return Number(/(\d+)\s*份/.exec(text ?? '')?.[1] ?? 1)
}
