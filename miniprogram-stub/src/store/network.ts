import { readonly, ref } from 'vue'

const state = ref(true)

/** Whether the last thing we know about the network is good. */
export const online = readonly(state)

export function setOnline(value: boolean): void {
  state.value = value
}

export function watchNetwork(): void {
  uni.onNetworkStatusChange((status) => setOnline(status.isConnected))
}
