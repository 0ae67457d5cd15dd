import { get, post, put, remove } from './http'
import type { Counts, Staff } from './types'

export type LoginStage = { stage: 'totp' } | { stage: 'enrol'; secret: string; otpauth_url: string; qr_svg: string }

export const login = (account: string, password: string) => post<LoginStage>('/staff/sessions', { account, password })
export const confirmCode = (code: string) => post<{ stage: 'done'; staff: Staff }>('/staff/sessions/totp', { code })
export const logout = () => remove('/staff/sessions/current')
export const readMe = () => get<Staff>('/staff/me')
export const changePassword = (old: string, fresh: string) => put<Staff>('/staff/me/password', { old, new: fresh })
export const readCounts = () => get<Counts>('/staff/counts')
