// What staff do to a parcel. Packing asks for the certificate number, so that the right paper is in the envelope.
import { ElMessage } from 'element-plus'
import { actOnParcel } from '../../api/delivery'
import type { StaffParcel } from '../../api/types'
import type { Doing } from '../../composables/actions'
import { ask, type Field } from '../../composables/ask'

type Keep = (fresh: StaffParcel) => void

const FIELDS: Record<string, { title: string; field: Field; submitLabel: string; danger?: boolean }> = {
  pack: {
    title: '打包',
    field: { name: 'certificate_number', label: '证照编号', kind: 'text', required: true, hint: '扫码或输入,核对装对了证。' },
    submitLabel: '打包',
  },
  cancel: {
    title: '取消寄递',
    field: { name: 'reason', label: '为什么取消', kind: 'area', required: true, hint: '市民会看到这句话。' },
    submitLabel: '取消寄递',
    danger: true,
  },
}

export function useParcelActions(doing: Doing): { act: (row: StaffParcel, verb: string, keep: Keep) => Promise<void> } {
  async function act(row: StaffParcel, verb: string, keep: Keep): Promise<void> {
    const form = FIELDS[verb]
    const call = async (body: object) => keep(await actOnParcel(row, verb, body))
    if (form) {
      ask({
        title: `${form.title}:${row.case_number}`,
        fields: [form.field],
        submitLabel: form.submitLabel,
        danger: form.danger ?? false,
        submit: (values) => doing.submit(() => call(values)),
      })
    } else if (await doing.run(() => call({}))) {
      ElMessage.success(verb === 'order' ? '已下单。运单号到了会自动显示。' : '已完成')
    }
  }
  return { act }
}
