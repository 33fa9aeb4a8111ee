import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** The API the development server hands `/api` and sign-in to. */
const backend = process.env.YIZHI_BACKEND ?? 'http://127.0.0.1:8787';
const pages = { index: here('index.html'), public: here('public.html') };

export default defineConfig({
  root: here('.'),
  plugins: [react()],
  // A test helper in rjsf's entry names its ajv validator, which makes code at run time; ours stands in for it.
  resolve: { alias: { '@rjsf/validator-ajv8': here('src/forms/validator.ts') } },
  // Nothing is inlined: the content security policy allows scripts and workers from the own origin only.
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(pages).filter(([, path]) => existsSync(path))),
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/oidc', '/files'].map((path) => [path, backend])),
  },
});
