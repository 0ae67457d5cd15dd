// A reply in the making, kept by itself for this tab: closing the consultation by mistake loses nothing.
import { reactive, watch } from 'vue'
import type { Basis, Reply } from '../../api/types'

export interface Draft {
  salutation: string
  body: string
  basis: { law: string; doc_no: string; article: string }[]
  withoutBasis: boolean
  reason: string
}

const EMPTY: Draft = { salutation: '', body: '', basis: [], withoutBasis: false, reason: '' }
const keyOf = (id: string) => `yichuang.console.draft.${id}`

export function row(basis: Basis): Draft['basis'][number] {
  return { law: basis.law, doc_no: basis.doc_no ?? '', article: basis.article ?? '' }
}

export function useDraft(id: string, suggested: readonly Basis[]): { draft: Draft; forget: () => void } {
  const draft = reactive<Draft>(stored(id) ?? { ...EMPTY, basis: suggested.slice(0, 1).map(row) })
  watch(draft, () => sessionStorage.setItem(keyOf(id), JSON.stringify(draft)))
  return { draft, forget: () => sessionStorage.removeItem(keyOf(id)) }
}

function stored(id: string): Draft | null {
  try {
    const text = sessionStorage.getItem(keyOf(id))
    return text ? { ...EMPTY, ...(JSON.parse(text) as Partial<Draft>) } : null
  } catch {
    return null
  }
}

/** What is sent: empty parts left out, basis or the reason for having none. */
export function replyOf(draft: Draft): Reply {
  const basis = draft.withoutBasis ? [] : draft.basis.filter((line) => line.law.trim() !== '').map(trimmed)
  return {
    ...(draft.salutation.trim() ? { salutation: draft.salutation.trim() } : {}),
    body: draft.body.trim(),
    basis,
    ...(draft.withoutBasis ? { no_basis_reason: draft.reason.trim() } : {}),
  }
}

function trimmed(line: Draft['basis'][number]): Basis {
  return {
    law: line.law.trim(),
    ...(line.doc_no.trim() ? { doc_no: line.doc_no.trim() } : {}),
    ...(line.article.trim() ? { article: line.article.trim() } : {}),
  }
}

/** What still keeps a reply from being sent, as a sentence; empty when nothing does. */
export function complaintOf(reply: Reply): string {
  if (!reply.body) return '请先写答复内容。'
  if (reply.no_basis_reason !== undefined) return reply.no_basis_reason ? '' : '请写明为什么没有依据。'
  if (!reply.basis?.length) return '请填写依据,或说明为什么没有依据。'
  return reply.basis.some((basis) => basis.doc_no || basis.article) ? '' : '请写上依据的文号或条款。'
}

const ID_NUMBER = /(?<!\d)\d{17}[\dXx](?!\d)/
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/

/** A warning when the reply repeats somebody's ID or phone number; empty otherwise. */
export function privacyWarning(body: string): string {
  if (ID_NUMBER.test(body)) return '答复里有身份证号。请确认是否需要写出来。'
  return PHONE.test(body) ? '答复里有手机号。请确认是否需要写出来。' : ''
}

const ANYBODY = '市民'

/** The server's header greets 市民; a salutation takes that place. */
export function headerFor(header: string, salutation: string): string {
  return salutation && header.startsWith(ANYBODY) ? salutation + header.slice(ANYBODY.length) : header
}

export function basisText(basis: Basis): string {
  const number = basis.doc_no ? `(${basis.doc_no})` : ''
  return `《${basis.law.replace(/^《|》$/g, '')}》${number}${basis.article ?? ''}`
}
