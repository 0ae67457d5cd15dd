import { isMobile } from './identity'
import { digits } from './text'

export interface AddressFields {
  recipient: string
  phone: string
  province: string
  city: string
  district: string
  detail: string
}

const EMPTY: Record<keyof AddressFields, string> = {
  recipient: '请填收件人。',
  phone: '请填手机号。',
  province: '请填省。',
  city: '请填市。',
  district: '请填区或县。',
  detail: '请填详细地址。',
}

/** What a courier could not work with. The reason stands under its field. */
export function addressProblems(values: AddressFields): Partial<AddressFields> {
  const problems: Partial<AddressFields> = {}
  for (const field of Object.keys(EMPTY) as (keyof AddressFields)[]) {
    if (!values[field].trim()) problems[field] = EMPTY[field]
  }
  if (!problems.phone && !isMobile(digits(values.phone))) problems.phone = '手机号是 11 位数字,请再看一下。'
  return problems
}
