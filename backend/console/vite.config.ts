import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// Two pages from one build: the console (/console/) and the hall display (/display/<hall>).
// Both load their assets from /console/assets/, so the server needs one static route.
export default defineConfig({
  base: '/console/',
  plugins: [vue()],
  build: {
    outDir: 'dist',
    // Domestic (信创) desktops run Chromium 86 to 106; Vite's default is newer.
    target: 'chrome86',
    cssTarget: 'chrome86',
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: { index: 'index.html', display: 'display.html' } },
  },
  server: { proxy: { '/api': { target: process.env.YICHUANG_DEV_SERVER ?? 'http://127.0.0.1:8000' } } },
})
