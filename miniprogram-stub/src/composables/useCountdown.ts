import { onUnmounted, ref, type Ref } from 'vue'
import { nowMs } from '@/utils/clock'

export interface Countdown {
  seconds: Ref<number>
  start: (secondsLeft: number) => void
  stop: () => void
}

/** Counts down from the server's `seconds_left`, so a wrong clock on the phone does no harm. */
export function useCountdown(onEnd: () => void): Countdown {
  const seconds = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined
  let end = 0

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }
  function tick(): void {
    seconds.value = Math.max(0, Math.ceil((end - nowMs()) / 1000))
    if (seconds.value > 0 || !timer) return
    stop()
    onEnd()
  }
  function start(secondsLeft: number): void {
    stop()
    end = nowMs() + secondsLeft * 1000
    timer = setInterval(tick, 1000)
    tick()
  }
  onUnmounted(stop)
  return { seconds, start, stop }
}
