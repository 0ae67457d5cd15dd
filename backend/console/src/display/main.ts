import { createApp } from 'vue'
import '../styles/tokens.css'
import './display.css'
import HallDisplay from './HallDisplay.vue'

createApp(HallDisplay, { hall: hallInAddress() }).mount('#app')

/** `/display/h1` → `h1`; `/display/` → '' (the first hall is taken). */
function hallInAddress(): string {
  const parts = location.pathname.split('/').filter(Boolean)
  return decodeURIComponent(parts[parts.indexOf('display') + 1] ?? '')
}
