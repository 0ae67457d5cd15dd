// What the guide says about a material (`原件1份`), as the start values of the clerk's checklist.

export interface Tick {
  name: string
  necessity: string
  hint: string
  received: boolean
  form: string
  copies: number
}

export const ID_KINDS = ['居民身份证', '统一社会信用代码', '护照', '其他'] as const
export const FORMS = ['原件', '复印件', '电子件'] as const

export function formIn(text: string | null): string {
  return FORMS.find((form) => text?.includes(form)) ?? '原件'
}

export function copiesIn(text: string | null): number {
  const found = /(\d+)\s*份/.exec(text ?? '')
  return found ? Number(found[1]) : 1
}
