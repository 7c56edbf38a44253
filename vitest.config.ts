import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LONG_TESTS } from './scripts/lib/long-tests.mjs';
import { LongestFirst } from './tests/sequencer';

const stub = fileURLToPath(new URL('./tests/unit/support/mediapipe-stub.ts', import.meta.url));

/** What takes a second may take twenty on a machine that does much else. Milliseconds. */
const PATIENCE = 30_000;

/** The longer tests: those that scripts/test.mjs chose, or all of them. */
const chosen = process.env.EMOJIGEN_LONG_TESTS?.split(' ').filter(Boolean) ?? Object.keys(LONG_TESTS);
const LONG = chosen.map((name) => LONG_TESTS[name]!.file);

/** For tests in browsers. */
const IN_BROWSERS = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  // Most of the time a test waits for a call to go on, so that three browsers fit onto two cores.
  maxWorkers: 3,
  // The files of a worker share its browsers: tests/e2e/support/browser-pool.ts.
  isolate: false,
  sequence: { groupOrder: 1 },
};

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  resolve: { alias: { '@mediapipe/face_mesh': stub, '@mediapipe/face_detection': stub } },
  test: {
    setupFiles: ['./tests/setup.ts'],
    sequence: { sequencer: LongestFirst },
    // The aliases must also hold inside the landmark package.
    server: { deps: { inline: [/@tensorflow-models/] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/*.test.ts'],
          // Pure code needs no process and no modules of its own for each file.
          pool: 'threads',
          isolate: false,
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
          exclude: ['tests/e2e/long/**'],
          ...IN_BROWSERS,
        },
      },
      {
        extends: true,
        test: { name: 'long', include: LONG, ...IN_BROWSERS },
      },
    ],
  },
});
