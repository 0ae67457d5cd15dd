const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** Whether the 18 characters are a possible resident ID number (GB 11643 check character). The server decides. */
export function isIdNumber(text: string): boolean {
  const value = text.trim().toUpperCase()
  if (!/^\d{17}[\dX]$/.test(value)) return false
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(value[index]), 0)
  return CHECKS[sum % 11] === value[17]
}

/** Whether the text is a mainland mobile number. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text)
}

export interface IdentityFields {
  name: string
  id_number: string
  phone: string
}

/** What can be said about somebody's name and number before sending them. */
export function personProblems(values: Pick<IdentityFields, 'name' | 'id_number'>): Partial<IdentityFields> {
  const problems: Partial<IdentityFields> = {}
  if (values.name.trim().length < 2) problems.name = '请填身份证上的姓名。'
  if (!isIdNumber(values.id_number)) problems.id_number = '身份证号不对,请对照证件再看一下。'
  return problems
}

/** What can be said about the form before sending it. */
export function identityProblems(values: IdentityFields): Partial<IdentityFields> {
  const problems = personProblems(values)
  if (!isMobile(values.phone.replace(/\D/g, ''))) problems.phone = '手机号是 11 位数字,请再看一下。'
  return problems
}
