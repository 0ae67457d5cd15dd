// A reply in the making: what is typed, what is kept of it, what is sent.
import type { Basis, DraftRequest, KeptDraft, Reply } from '../../api/types'

export interface Draft {
  salutation: string
  body: string
  basis: { law: string; doc_no: string; article: string }[]
  withoutBasis: boolean
  reason: string
}

const EMPTY: Draft = { salutation: '', body: '', basis: [], withoutBasis: false, reason: '' }

export function row(basis: Basis): Draft['basis'][number] {
  return { law: basis.law, doc_no: basis.doc_no ?? '', article: basis.article ?? '' }
}

export const emptyDraft = (suggested: readonly Basis[]): Draft => ({ ...EMPTY, basis: suggested.slice(0, 1).map(row) })

/** A draft as the server kept it. */
export function draftOf(kept: KeptDraft): Draft {
  return {
    salutation: kept.salutation ?? '',
    body: kept.body,
    basis: (kept.basis as unknown as Basis[]).map(row),
    withoutBasis: kept.no_basis_reason !== null,
    reason: kept.no_basis_reason ?? '',
  }
}

/** A draft as the server keeps it; a half-written basis too. */
export function keptOf(draft: Draft): Omit<DraftRequest, 'version' | 'seen'> {
  return {
    salutation: draft.salutation,
    body: draft.body,
    basis: draft.basis,
    no_basis_reason: draft.withoutBasis ? draft.reason : null,
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

const ANYBODY = '市民'

/** The server's header greets 市民; a salutation takes that place. */
export function headerFor(header: string, salutation: string): string {
  return salutation && header.startsWith(ANYBODY) ? salutation + header.slice(ANYBODY.length) : header
}

export function basisText(basis: Basis): string {
  const number = basis.doc_no ? `(${basis.doc_no})` : ''
  return `《${basis.law.replace(/^《|》$/g, '')}》${number}${basis.article ?? ''}`
}
