import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// Four pages from one build: the console (/console/), the hall display (/display/<hall>), the kiosk (/kiosk/) and the
// API docs (/docs).
// All load their assets from /console/assets/, so the server needs one static route.
export default defineConfig({
  base: '/console/',
  plugins: [vue()],
  build: {
    outDir: 'dist',
    // Domestic (信创) desktops run Chromium 86 to 106; Vite's default is newer.
    target: 'chrome86',
    cssTarget: 'chrome86',
    // Element Plus and Swagger UI are imported whole.
    chunkSizeWarningLimit: 1600,
    rollupOptions: { input: { index: 'index.html', display: 'display.html', kiosk: 'kiosk.html', docs: 'docs.html' } },
  },
  server: { proxy: { '/api': { target: process.env.YICHUANG_DEV_SERVER ?? 'http://127.0.0.1:8000' } } },
})
