import { ref, type Ref } from 'vue'
import { reportSubscriptions, subscriptions } from '@/api/notices'
import type { SubscriptionResult, SubscriptionTemplate } from '@/api/types'
import { say } from '@/store/toast'

const MOST_PER_PROMPT = 3

/** WeChat gives one message per consent and asks only after a tap: fetch the templates before, ask on the tap. */
export function useSubscribe(): { offered: Ref<boolean>; prepare: () => Promise<void>; ask: () => Promise<void> } {
  const offered = ref(false)
  let templates: SubscriptionTemplate[] = []

  async function prepare(): Promise<void> {
    // #ifdef MP-WEIXIN
    try {
      templates = (await subscriptions()).templates.filter((one) => one.armed === 0).slice(0, MOST_PER_PROMPT)
      offered.value = templates.length > 0
    } catch {
      offered.value = false
    }
    // #endif
  }
  function prompt(): Promise<Record<string, string>> {
    return new Promise((resolve) =>
      uni.requestSubscribeMessage({
        tmplIds: templates.map((one) => one.template_id),
        success: (answer) => resolve(answer as unknown as Record<string, string>),
        fail: () => resolve({}),
      }),
    )
  }
  async function ask(): Promise<void> {
    const answers = await prompt()
    const results = templates
      .filter((one) => answers[one.template_id])
      .map((one) => ({ key: one.key, result: answers[one.template_id] as SubscriptionResult['result'] }))
    if (!results.length) return
    try {
      await reportSubscriptions(results)
      say('已记下。有变化会在微信里告诉您。', 'ok')
      offered.value = false
    } catch {
      say('没有记下。消息里仍会告诉您。', 'late')
    }
  }
  return { offered, prepare, ask }
}
