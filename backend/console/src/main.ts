import ElementPlus from 'element-plus'
import zhCn from 'element-plus/dist/locale/zh-cn.mjs'
import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import { createApp } from 'vue'
import './styles/tokens.css'
import './styles/element.css'
import './styles/base.css'
import App from './App.vue'
import { startClock } from './composables/now'
import { startPreferences } from './composables/preferences'
import { startShortcuts } from './composables/shortcuts'
import { router } from './router'

startPreferences()
startShortcuts()
startClock()
createApp(App).use(router).use(ElementPlus, { locale: zhCn }).mount('#app')
