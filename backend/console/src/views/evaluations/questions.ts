// What the actions of a rating and of a complaint ask for before they are done.
import type { Field } from '../../utils/fields'

const LONGEST = 500
const REPLY_LONGEST = 2000

/** A call or a message. Without the citizen's consent the department only writes: the software knows to whom. */
export function talkFields(mayCall: boolean): Field[] {
  const phone = [{ value: 'phone', label: '电话' }]
  return [
    {
      name: 'channel',
      label: '怎么联系',
      kind: 'radio',
      required: true,
      options: [{ value: 'message', label: '站内消息' }, ...(mayCall ? phone : [])],
      value: 'message',
      ...(mayCall ? {} : { hint: '市民没有同意接电话,只能发站内消息。' }),
    },
    {
      name: 'reached',
      label: '联系上了吗',
      kind: 'radio',
      required: true,
      options: [
        { value: 'yes', label: '联系上了' },
        { value: 'no', label: '没打通' },
      ],
      when: (values) => values.channel === 'phone',
    },
    { name: 'words', label: '说了什么', kind: 'area', required: true, max: LONGEST, hint: '站内消息会原样发给市民。' },
  ]
}

const words = (label: string, hint: string, max = LONGEST): Field[] => [
  { name: 'words', label, kind: 'area', required: true, max, hint },
]

export const RATING_FIELDS: Record<string, Field[]> = {
  plan: words('打算怎么改', '写清做什么、谁来做。'),
  rectify: words('改成什么样了', '市民会看到这段话。'),
  appeal: words('为什么是误评', '由监察人员复核。整改期限照常。'),
  uphold: words('复核理由', '市民会看到这段话。评价保留,不计入统计。'),
  reject: words('复核理由', '部门会看到这段话。'),
}

export const COMPLAINT_FIELDS: Record<string, Field[]> = {
  update: words('现在怎么样了', '市民会看到这段话。', REPLY_LONGEST),
  reply: words('答复', '市民会看到这段话。', REPLY_LONGEST),
  confide: words('为什么转监察', '只有监察人员能看到。'),
}
