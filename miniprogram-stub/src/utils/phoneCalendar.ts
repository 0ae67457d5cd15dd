import type { Appointment } from '@/api/types'

/** WeChat's own; uni-app's types do not know it. https://developers.weixin.qq.com/miniprogram/dev/api/device/calendar */
declare const wx: { addPhoneCalendar: (event: Record<string, unknown>) => void }

const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

/** Add an appointment to the phone's calendar through WeChat; false when the citizen did not allow it. */
export function addPhoneEvent(row: Appointment): Promise<boolean> {
  return new Promise((resolve) => {
    wx.addPhoneCalendar({
      title: `办事:${row.items.map((item) => item.name).join('、')}`,
      startTime: seconds(row.slot.start),
      endTime: String(seconds(row.slot.end)),
      location: `${row.place.hall} ${row.place.text}`,
      description: `请带:${row.bring.join(';')}`,
      alarmOffset: 7200,
      success: () => resolve(true),
      fail: () => resolve(false),
    })
  })
}
