import { createApp } from 'vue'
import '../styles/tokens.css'
import './kiosk.css'
import KioskApp from './KioskApp.vue'
import { keepKey } from './device'

keepKey()
createApp(KioskApp).mount('#app')
