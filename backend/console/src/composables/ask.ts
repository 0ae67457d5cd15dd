// One dialog for every short question an action asks: `ask({title, fields, submit})`. AskDialog.vue draws it.
import { ElMessage } from 'element-plus'
import { shallowRef } from 'vue'
import type { Field, Values } from '../utils/fields'

export interface Question {
  title: string
  intro?: string
  fields: Field[]
  submitLabel: string
  danger?: boolean
  /** A rejection keeps the dialog open and shows its sentence. */
  submit: (values: Values) => Promise<unknown>
}

export const question = shallowRef<Question | null>(null)

export function ask(next: Question): void {
  ElMessage.closeAll()
  question.value = next
}
