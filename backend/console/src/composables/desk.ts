// The window somebody sits at today: remembered on this desk, used by 叫号 and shown in the top bar.
import { ref, watch } from 'vue'

const STORE = 'yichuang.console.window'

export const deskWindow = ref(localStorage.getItem(STORE) ?? '')
export const deskName = ref('')

watch(deskWindow, (code) => localStorage.setItem(STORE, code))
