import { computed, ref } from 'vue'
import { readText, writeText } from './storage'

const ELDER = 'yc.elder'
const LARGEST_SCALE = 1.6

/** 长辈版 is kept on the device, and on the account when the citizen is logged in (see session.ts). */
export const elder = ref(readText(ELDER) === '1')
const scale = ref(1)

export function keepElder(on: boolean): void {
  elder.value = on
  writeText(ELDER, on ? '1' : '0')
}

/** Whether the citizen has ever decided about 长辈版 on this device. */
export function elderDecided(): boolean {
  return readText(ELDER) !== ''
}

/** Follow the font size chosen in WeChat. */
export function followWeixinFont(): void {
  // #ifdef MP-WEIXIN
  const info = uni.getAppBaseInfo() as { fontSizeScaleFactor?: number }
  scale.value = Math.min(LARGEST_SCALE, Math.max(1, info.fontSizeScaleFactor ?? 1))
  // #endif
}

export const shellClass = computed(() => (elder.value ? 'shell shell--elder' : 'shell'))
export const shellStyle = computed(() => `--scale: ${scale.value}`)
