// Doing something to a row: one at a time, honest about conflicts, reloading what changed.
import { ElMessage, ElMessageBox } from 'element-plus'
import { ref, type Ref } from 'vue'
import { ApiError } from '../api/http'
import type { Action } from '../api/types'
import { sentenceOf } from './loading'

const STALE = new Set(['stale', 'wrong_state'])
export const STALE_SENTENCE = '已被他人处理,已刷新'

export interface Doing {
  busy: Ref<boolean>
  /** Runs the call; true when it went through. Failures are shown here. */
  run: (call: () => Promise<unknown>) => Promise<boolean>
  /** As `run`, but failures other than conflicts are thrown for a dialog to show. */
  submit: (call: () => Promise<unknown>) => Promise<void>
}

/** @param reload brings the screen up to date, after success and after a conflict alike */
export function useDoing(reload: () => unknown): Doing {
  const busy = ref(false)

  async function submit(call: () => Promise<unknown>): Promise<void> {
    busy.value = true
    try {
      await call()
      await reload()
    } catch (problem) {
      if (!isStale(problem)) throw problem
      ElMessage.warning(STALE_SENTENCE)
      await reload()
    } finally {
      busy.value = false
    }
  }

  async function run(call: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    try {
      await submit(call)
      return true
    } catch (problem) {
      ElMessage.error({ message: sentences(problem), duration: 6000 })
      return false
    }
  }

  return { busy, run, submit }
}

export function isStale(problem: unknown): boolean {
  return problem instanceof ApiError && problem.status === 409 && STALE.has(problem.code)
}

/** The reasons of those bad fields that the form does not show itself, else the server's sentence. */
export function sentences(problem: unknown, shown: readonly string[] = []): string {
  const others = Object.entries(fieldReasons(problem)).filter(([field]) => !shown.includes(field))
  return others.map(([, reason]) => reason).join(' ') || sentenceOf(problem)
}

/** For bad input: the reason per field, by its dotted name (`applicant.phone`). Empty for other problems. */
export function fieldReasons(problem: unknown): Record<string, string> {
  const details = problem instanceof ApiError ? (problem.details as { fields?: { field: string; reason: string }[] } | null) : null
  return Object.fromEntries((details?.fields ?? []).map(({ field, reason }) => [field, reason]))
}

/** Asks before an action that the server marks with a question; true to go on. */
export async function confirmed(action: Action): Promise<boolean> {
  if (!action.confirm) return true
  return ElMessageBox.confirm(action.confirm, action.label, {
    confirmButtonText: action.label,
    cancelButtonText: '先不',
    confirmButtonClass: action.kind === 'danger' ? 'el-button--danger' : '',
  }).then(
    () => true,
    () => false,
  )
}
