/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Origin of the API for the mini program, for example https://zwfw.example.cn (H5 uses its own origin). */
  readonly VITE_API_ORIGIN?: string
}

declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}
