import { reactive, shallowRef } from 'vue'
import type { ApiError } from '@/api/errors'

export type Problems<K extends string> = Partial<Record<K, string>>

/** Values and problems of a form. `check` gives the problems known before sending; the server has the last word. */
export function useForm<K extends string>(start: Record<K, string>, check: (values: Record<K, string>) => Problems<K>) {
  const values = reactive({ ...start }) as Record<K, string>
  const problems = shallowRef<Problems<K>>({})

  /** True when nothing stands in the way of sending. */
  function valid(): boolean {
    problems.value = check(values)
    return Object.keys(problems.value).length === 0
  }
  /** Put the server's reasons under their fields; true when at least one field took one. */
  function refused(problem: ApiError): boolean {
    const found = problem.fields.filter(({ field }) => field in values)
    problems.value = Object.fromEntries(found.map(({ field, reason }) => [field, reason])) as Problems<K>
    return found.length > 0
  }
  return { values, problems, valid, refused }
}
