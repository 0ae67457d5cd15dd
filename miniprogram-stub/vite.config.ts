import uniPlugin from '@dcloudio/vite-plugin-uni'
import { defineConfig, type Plugin } from 'vite'

// The package is CommonJS: depending on how this file is loaded, the function arrives directly or under `default`.
const uni = (uniPlugin as unknown as { default?: typeof uniPlugin }).default ?? uniPlugin

/** Browsers know `role`, WeChat knows `aria-role`: sources say `role`, the mini program gets its own word. */
function weixinRoles(): Plugin {
  return {
    name: 'yichuang:weixin-roles',
    enforce: 'pre',
    transform(code, id) {
      if (process.env.UNI_PLATFORM !== 'mp-weixin' || !id.endsWith('.vue') || id.includes('node_modules')) return null
      return { code: code.replace(/(\s:?)role="/g, '$1aria-role="'), map: null }
    },
  }
}

/** uni-app preloads a shadow picture from its maker's CDN; a citizen's browser talks to this centre and nobody else. */
function noForeignPictures(): Plugin {
  return {
    name: 'yichuang:no-foreign-pictures',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue
        file.source = String(file.source).replace(/url\(["']?https?:[^)]*\)/g, 'none')
      }
    },
  }
}

export default defineConfig({
  plugins: [weixinRoles(), uni(), noForeignPictures()],
  build: {
    target: 'chrome86',
    // The browser gets all pages at once (they are small): losing the network must not lose a page.
    ...(process.env.UNI_PLATFORM === 'h5' && {
      cssCodeSplit: false,
      rollupOptions: { output: { inlineDynamicImports: true } },
    }),
  },
  server: { proxy: { '/api': { target: process.env.YICHUANG_API ?? 'http://127.0.0.1:8000', changeOrigin: true } } },
})
