// From a button of a rating to its call. Verbs and labels are the server's; forms come from `questions`.
import { actOnRating } from '../../api/evaluations'
import type { Action, RatingDetail } from '../../api/types'
import type { Doing } from '../../composables/actions'
import { ask } from '../../composables/ask'
import type { Values } from '../../utils/fields'
import { RATING_FIELDS, talkFields } from './questions'

const TALKS: Record<string, string> = { contact: 'contact', call_back: 'call-back' }
const DECISIONS = ['uphold', 'reject']
const PUBLISHING = ['publish', 'unpublish']

/** Actions that open a form. */
export const FORMS = [...Object.keys(RATING_FIELDS), ...Object.keys(TALKS)]

function bodyOf(name: string, row: RatingDetail, values: Values): object {
  const version = row.rectification?.version
  const words = values.words
  if (name in TALKS) return { version, channel: values.channel, reached: values.reached !== 'no', words }
  if (DECISIONS.includes(name)) return { upheld: name === 'uphold', words }
  return name === 'appeal' ? { words } : { version, words }
}

function pathOf(name: string): string {
  if (DECISIONS.includes(name)) return 'decide-appeal'
  return TALKS[name] ?? name
}

/** A department needs the citizen's consent to call; the call-back of 综合协调科 does not. */
const fieldsOf = (name: string, row: RatingDetail) =>
  RATING_FIELDS[name] ?? talkFields(name === 'call_back' || row.rectification?.may_call === true)

export async function actOn(row: RatingDetail, action: Action, doing: Doing): Promise<void> {
  const { name } = action
  if (PUBLISHING.includes(name)) {
    await doing.run(() => actOnRating(row.id, 'publish', { version: row.version, published: name === 'publish' }))
    return
  }
  ask({
    title: action.label,
    ...(action.confirm ? { intro: action.confirm } : {}),
    fields: fieldsOf(name, row),
    submitLabel: action.label,
    danger: action.kind === 'danger',
    submit: (values) => doing.submit(() => actOnRating(row.id, pathOf(name), bodyOf(name, row, values))),
  })
}
