/** Runs the steps of a check beside each other, and counts what they found. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ROOT } from './toolchain.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, seconds: number, counts: Counts }} Result
 * @typedef {{ name: string, command: readonly string[], report?: string, live?: boolean, env?: Record<string, string> }} Step
 *   `command`: a program of Node and its arguments; `report`: the file in which Vitest counts tests (JSON);
 *   `live`: the output comes as it is printed, not when the step has ended
 */

/**
 * Runs one step. Its output comes at once when it has ended, so that steps beside each other stay readable.
 * @param {Step} step
 * @returns {Promise<Result>}
 */
export async function runStep({ name, command, report, live = false, env = {} }) {
  const start = performance.now();
  const title = `\n── ${name}`;
  if (live) console.log(title);
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...env },
  });
  const parts = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => parts.push(part));
  const ok = await new Promise((resolve) => {
    child.once('error', (error) => {
      parts.push(Buffer.from(`${error.message}\n`));
      resolve(false);
    });
    child.once('close', (code, signal) => {
      if (signal !== null) console.error(`\n${name}: ended by ${signal}`);
      resolve(code === 0);
    });
  });
  if (!live) process.stdout.write(Buffer.concat([Buffer.from(`${title}\n`), ...parts]));
  const seconds = (performance.now() - start) / 1000;
  return { name, seconds, counts: countsOf(ok, report && readReport(report)) };
}

function readReport(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * The tests of a step: those in Vitest's report, or the step itself where it has none.
 * @param {boolean} ok whether the step ended well
 * @param {string | null | undefined} report the text of the report
 * @returns {Counts}
 */
export function countsOf(ok, report) {
  if (!report) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(report);
  const skipped = numPendingTests + numTodoTests;
  // A file that could not be loaded fails without a test.
  return { passed: numPassedTests, failed: ok ? numFailedTests : Math.max(1, numFailedTests), skipped };
}

/** The sum of all results. @param {readonly Result[]} results @returns {Counts} */
export function totalOf(results) {
  const sum = (key) => results.reduce((all, { counts }) => all + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The end of a run: a line a step, and the total as the last line. @param {readonly Result[]} results */
export function summaryOf(results, seconds) {
  const { passed, failed, skipped } = totalOf(results);
  const lines = results.map(({ name, seconds: own, counts }) => {
    const word = counts.failed === 0 ? 'passed' : 'FAILED';
    return `${word}  ${own.toFixed(1).padStart(6)} s  ${name}`;
  });
  const all = `in all  ${seconds.toFixed(1).padStart(6)} s`;
  return [...lines, all, `${passed} passed, ${failed} failed, ${skipped} skipped`].join('\n');
}
