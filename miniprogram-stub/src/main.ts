import { createSSRApp } from 'vue'
import App from './App.vue'
import { oauthReturn } from './utils/oauth'

// #ifdef H5
const landing = oauthReturn(window.location.search)
// Before the router reads the address: the code must not stay in it, nor be sent anywhere as a referrer.
if (landing) window.history.replaceState(null, '', window.location.pathname + landing)
// #endif

export function createApp() {
  return { app: createSSRApp(App) }
}
