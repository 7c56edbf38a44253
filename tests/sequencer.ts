/** The order of the test files: those that take longest come first, so that no worker is left alone with one. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** From `npm test`, the longest first. What is not named comes after them. */
const LONGEST = [
  'e2e/long/package',
  'e2e/after-call',
  'e2e/firefox/outgoing',
  'e2e/recovery',
  'e2e/outgoing-failure',
  'e2e/outgoing-avatar-faults',
  'e2e/realms',
  'e2e/overlay-secrecy',
  'e2e/overlay-sight',
  'e2e/ask',
  'e2e/long/soak',
  'e2e/long/janus',
  'e2e/firefox/main-job',
  'e2e/outgoing-later',
  'e2e/outgoing-lifecycle',
  'e2e/other-call-sites',
  'e2e/hook-camera',
  'e2e/bad-input',
  'e2e/lifecycle',
  'e2e/call-sites',
  'e2e/outgoing-video',
  'e2e/pages',
  'e2e/languages',
  'e2e/hidden-tab',
  'unit/eval-commands',
  'unit/models-build',
  'unit/pipeline',
];

function rank({ moduleId }: TestSpecification): number {
  const index = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
  return index < 0 ? LONGEST.length : index;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
