import type { Guide } from '@/api/types'

type Step = Guide['steps']['items'][number]
type Basis = Guide['basis']['items'][number]

/** `窗口核验材料(窗口,当场)`; what is unknown is left out, never invented. */
export function stepLine(step: Step): string {
  const days = step.days === null ? null : step.days === 0 ? '当场' : `${step.days} 个工作日`
  const facts = [step.who, days].filter(Boolean).join(',')
  return facts ? `${step.name}(${facts})` : step.name
}

/** `中华人民共和国居民身份证法(2011年修正)第7条`. */
export function basisLine(basis: Basis): string {
  const name = `《${basis.law.replace(/^《|》$/g, '')}》`
  return [name, basis.doc_no ? `(${basis.doc_no})` : '', basis.article ?? ''].join('')
}

/** Promise first, law second; the same text is not said twice. */
export function timeLines(guide: Pick<Guide, 'promised' | 'statutory'>): string[] {
  const lines = []
  if (guide.promised.text) lines.push(`承诺时限:${guide.promised.text}`)
  if (guide.statutory.text && guide.statutory.text !== guide.promised.text) {
    lines.push(`法定时限:${guide.statutory.text}`)
  }
  return lines
}
