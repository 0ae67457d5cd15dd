// What staff do to a parcel. Packing asks for the certificate number, so that the right paper is in the envelope.
import { ElMessage } from 'element-plus'
import { actOnParcel } from '../../api/delivery'
import type { Action, StaffParcel } from '../../api/types'
import type { Doing } from '../../composables/actions'
import { ask } from '../../composables/ask'
import type { Field } from '../../utils/fields'

type Keep = (fresh: StaffParcel) => void

const FIELDS: Record<string, Field> = {
  pack: { name: 'certificate_number', label: '证照编号', kind: 'text', required: true, hint: '扫码或输入,核对装对了证。' },
  cancel: { name: 'reason', label: '为什么取消', kind: 'area', required: true, max: 200, hint: '市民会看到这句话。' },
}

/** Actions that ask for something before they are done. */
export const FORMS = Object.keys(FIELDS)

export interface ParcelActions {
  act: (row: StaffParcel, action: Action, keep: Keep) => Promise<void>
}

export function useParcelActions(doing: Doing): ParcelActions {
  async function act(row: StaffParcel, action: Action, keep: Keep): Promise<void> {
    const field = FIELDS[action.name]
    const call = async (body: object) => keep(await actOnParcel(row, action.name, body))
    if (field) {
      ask({
        title: `${action.label}:${row.case_number}`,
        ...(action.confirm ? { intro: action.confirm } : {}),
        fields: [field],
        submitLabel: action.label,
        danger: action.kind === 'danger',
        submit: (values) => doing.submit(() => call(values)),
      })
    } else if (await doing.run(() => call({}))) {
      ElMessage.success(action.name === 'order' ? '已下单。运单号到了会自动显示。' : '已完成')
    }
  }
  return { act }
}
