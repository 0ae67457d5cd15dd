/// <reference types="vite/client" />
declare module 'element-plus/dist/locale/zh-cn.mjs'
