import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const stub = fileURLToPath(new URL('../../src/face/mediapipe-stub.ts', import.meta.url));

/** Runs the product's own TypeScript in Node, with the same replacements as in the extension. */
export default defineConfig({
  // A string keeps vite from reading tsconfig.json, which needs what `wxt prepare` writes.
  esbuild: { tsconfigRaw: '{}' },
  resolve: { alias: { '@mediapipe/face_mesh': stub, '@mediapipe/face_detection': stub } },
  ssr: { noExternal: [/@tensorflow-models/] },
});
