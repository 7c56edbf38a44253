import { defineConfig } from 'vite';

// A string keeps vite from reading tsconfig.json, which needs what `wxt prepare` writes.
export default defineConfig({ esbuild: { tsconfigRaw: '{}' } });
