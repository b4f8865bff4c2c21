import { defineConfig } from 'vite';

// `base: './'`: the console is served under whatever prefix the API has (`/prod/`, `/_aws/execute-api/…/`).
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
