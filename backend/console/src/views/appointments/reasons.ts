// Why a clerk changes somebody's booking: chosen, not typed.
import { DESK_REASONS, type DeskReason } from '../../api/plans'
import { options, type Field, type Values } from '../../utils/fields'

export const reasonField = (): Field => ({
  name: 'reason',
  label: '原因',
  kind: 'radio',
  required: true,
  options: options(DESK_REASONS),
  value: DESK_REASONS[0],
})

export const reasonOf = (values: Values): DeskReason => DESK_REASONS.find((one) => one === values.reason) ?? '其他'
