/** What was assembled beforehand is what would be assembled now. */
import { expect, it } from 'vitest';
import { ASSEMBLED } from '../../src/analysis/networks/engine/assembled';
import { assembleKernels } from '../../src/analysis/networks/engine/kernels';
import { assembleSampling } from '../../src/analysis/networks/engine/sampling';

it.each([
  ['kernels', () => assembleKernels(true)],
  ['sampling', assembleSampling],
] as const)('the functions of %s are up to date: npm run assemble', (name, assemble) => {
  const bytes = Buffer.from(assemble());
  expect(Buffer.from(ASSEMBLED[name], 'base64').equals(bytes)).toBe(true);
});
