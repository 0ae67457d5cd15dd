import { get, post, put, remove } from './http'
import type { Counts, LoginStep, Staff } from './types'

export const login = (account: string, password: string) => post<LoginStep>('/staff/sessions', { account, password })
export const confirmCode = (code: string) => post<LoginStep>('/staff/sessions/totp', { code })
export const logout = () => remove('/staff/sessions/current')
export const readMe = () => get<Staff>('/staff/me')
export const changePassword = (old: string, fresh: string) => put<Staff>('/staff/me/password', { old, new: fresh })
export const readCounts = () => get<Counts>('/staff/counts')
