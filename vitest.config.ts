import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const stub = fileURLToPath(new URL('./src/analysis/networks/mediapipe-stub.ts', import.meta.url));

/** What takes a second may take twenty on a machine that does much else. Milliseconds. */
const PATIENCE = 30_000;

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  resolve: { alias: { '@mediapipe/face_mesh': stub, '@mediapipe/face_detection': stub } },
  test: {
    setupFiles: ['./tests/setup.ts'],
    // The aliases must also hold inside the landmark package.
    server: { deps: { inline: [/@tensorflow-models/] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/*.test.ts'],
          testTimeout: PATIENCE,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: PATIENCE,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Most of the time a test waits for a call to go on, so that two browsers fit onto two cores.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // A click or a fake device can get lost on a loaded machine; what is broken fails twice.
          retry: 1,
        },
      },
    ],
  },
});
