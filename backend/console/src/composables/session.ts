// Who is at the desk. The cookie is the session; this is only what the screens need to know about it.
import { shallowRef } from 'vue'
import { ApiError } from '../api/http'
import { readMe } from '../api/session'
import type { Staff } from '../api/types'

export const staff = shallowRef<Staff | null>(null)

/** Reads the person behind the cookie once; null when nobody is logged in. Other failures are thrown. */
export async function ensureStaff(): Promise<Staff | null> {
  if (staff.value) return staff.value
  try {
    staff.value = await readMe()
  } catch (problem) {
    if (!(problem instanceof ApiError) || problem.status !== 401) throw problem
  }
  return staff.value
}

export function can(permission: string): boolean {
  return staff.value?.permissions.includes(permission) ?? false
}
