import { defineConfig } from 'vite';

/** The builds for Node: loaded as they are instead of module by module, which takes seconds. */
const tfjs = ['tfjs-core', 'tfjs-converter', 'tfjs-backend-wasm'].map((name) => ({
  find: new RegExp(`^@tensorflow/${name}$`),
  replacement: `@tensorflow/${name}/dist/${name.replace('tfjs', 'tf')}.node.js`,
}));

/** Runs the product's own TypeScript in Node, with the same replacements as in the extension. */
export default defineConfig({
  // A string keeps vite from reading tsconfig.json, which needs what `wxt prepare` writes.
  esbuild: { tsconfigRaw: '{}' },
  resolve: {
    alias: tfjs,
  },
});
