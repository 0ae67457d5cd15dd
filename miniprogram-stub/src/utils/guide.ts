import type { Guide } from '@/api/types'

type Step = Guide['steps']['items'][number]
type Basis = Guide['basis']['items'][number]

/** `审查(公安局,5 个工作日)`: the step's share of the promise in its unit; what is not said is left out. */
export function stepLine(step: Step, unit: string | null): string {
  const days = step.days > 0 ? `${step.days} ${unit === '工作日' ? '个工作日' : '天'}` : null
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
