import { get, post } from './http'
import type { Member, Page } from './types'

export interface NewMember {
  account: string
  name: string
  number: string
  role: string
  department: string | null
  windows: string[]
}

export const listMembers = () => get<Page<Member>>('/staff/members')
export const createMember = (body: NewMember) => post<{ member: Member; password: string }>('/staff/members', body)
export const resetPassword = (member: Member) =>
  post<{ password: string }>(`/staff/members/${member.id}/reset-password`, {})
export const switchMember = (member: Member, verb: string) =>
  post<Member>(`/staff/members/${member.id}/${verb}`, { version: member.version })
