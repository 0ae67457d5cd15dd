import { get, post } from './http'
import type { AddedMember, Member, NewMember } from './types'

export const listMembers = () => get<{ items: Member[] }>('/staff/members')
export const createMember = (body: NewMember) => post<AddedMember>('/staff/members', body)
export const resetPassword = (member: Member) =>
  post<{ password: string }>(`/staff/members/${member.id}/reset-password`, {})
export const switchMember = (member: Member, verb: string) =>
  post<Member>(`/staff/members/${member.id}/${verb}`, { version: member.version })
