/**
 * `npm run assemble`: writes the engine's functions for WebAssembly as bytes into `src/analysis/networks/engine/assembled.ts`.
 * `tests/unit/assembled.test.ts` fails where that was forgotten.
 */
import { writeFile } from 'node:fs/promises';
import { assembleKernels } from '../src/analysis/networks/engine/kernels';
import { assembleSampling } from '../src/analysis/networks/engine/sampling';
import { inRepository } from './eval/models';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

await writeFile(
  inRepository('src/analysis/networks/engine/assembled.ts'),
  `/** Written by \`npm run assemble\` from kernels.ts and sampling.ts: WebAssembly in base64. */
export const ASSEMBLED = {
  kernels:
    '${base64(assembleKernels(true))}',
  sampling:
    '${base64(assembleSampling())}',
} as const;
`,
);
