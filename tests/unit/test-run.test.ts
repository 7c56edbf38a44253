import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LONG_TESTS, longTestsFor } from '../../scripts/lib/long-tests.mjs';
import { countsOf, summaryOf, totalOf } from '../../scripts/lib/steps.mjs';
import { ROOT } from '../../scripts/lib/toolchain.mjs';

describe('which longer tests a change calls for', () => {
  it.each(Object.entries(LONG_TESTS))('%s: its file is there, and calls for itself', (name, { file }) => {
    expect(existsSync(ROOT + file), file).toBe(true);
    expect(longTestsFor([file])).toEqual([name]);
  });

  it.each([
    [['README.md', 'docs/hook.md'], []],
    [['tests/unit/history-store.test.ts'], []],
    [['src/pages/popup/popup.tsx'], []],
    [['src/hook/camera-hook.ts'], ['soak', 'janus']],
    [['src/analysis/pipeline.ts'], ['soak']],
    [['docs/hook.md', 'package-lock.json'], ['package']],
    [['src/shared/locales/de.json'], ['soak', 'package']],
    [['scripts/lib/toolchain.mjs'], ['package']],
  ])('%j: %j', (changed, due) => {
    expect(longTestsFor(changed)).toEqual(due);
  });

  it('all of them where the change is not known', () => {
    expect(longTestsFor(null)).toEqual(Object.keys(LONG_TESTS));
  });
});

describe('what a test run says in the end', () => {
  const report = (counts: object) =>
    JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, ...counts });

  it('counts the tests of a report, and a step without one as one test', () => {
    const given = report({ numPassedTests: 7, numPendingTests: 2, numTodoTests: 1 });
    expect(countsOf(true, given)).toEqual({ passed: 7, failed: 0, skipped: 3 });
    expect(countsOf(true)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(countsOf(false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('a run that ends badly has failed, also where no test has, or nothing was reported', () => {
    expect(countsOf(false, report({ numPassedTests: 7 })).failed).toBe(1);
    expect(countsOf(false, report({ numFailedTests: 3 })).failed).toBe(3);
    expect(countsOf(false, null).failed).toBe(1);
  });

  it('has the sum as its last line', () => {
    const results = [
      { name: 'types', seconds: 12.34, counts: { passed: 1, failed: 0, skipped: 0 } },
      { name: 'unit tests', seconds: 40, counts: { passed: 99, failed: 2, skipped: 3 } },
    ];
    expect(totalOf(results)).toEqual({ passed: 100, failed: 2, skipped: 3 });
    expect(summaryOf(results, 41).split('\n')).toEqual([
      'passed    12.3 s  types',
      'FAILED    40.0 s  unit tests',
      'in all    41.0 s',
      '100 passed, 2 failed, 3 skipped',
    ]);
  });
});
