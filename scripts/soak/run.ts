/**
 * `npm run soak -- [--minutes N] [--seed N]`: one long call in which cameras go off, tabs hide, pages reload and parts of
 * the extension die. Prints what happened, and one JSON object as the last line.
 */
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { UsageError } from '../eval/usage-error';
import { cachedClip, DEMO } from '../lib/clip.mjs';
import { soak } from './soak';

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { minutes: 'text', seed: 'text' });
  const minutes = wholeNumber(options.minutes, 'minutes', 5);
  if (minutes < 1) throw new UsageError('--minutes must be at least 1.');
  const seed = wholeNumber(options.seed, 'seed', Date.now() % 1_000_000);
  console.log(`${minutes} minutes, seed ${seed}`);
  const clip = await cachedClip(DEMO, 'demo-clip');
  const result = await soak({ clip, seconds: 60 * minutes, seed, log: (line) => console.log(line) });
  const { framesAnalysed, reactions, errors, slowestRecoveryMs, tensors, heap, spans } = result;
  console.log(`
frames analysed  about ${framesAnalysed}
reactions        ${reactions}
errors           ${errors.length}
slowest recovery ${slowestRecoveryMs === null ? 'never' : `${slowestRecoveryMs} ms`}
tensors          ${tensors.least} to ${tensors.most}
heap of the page ${heap.mbPerHour} MB/h by ${heap.samples} samples, ${heap.lastMB} MB at the end
spans            ${spans.kept} kept, ${spans.lost} lost, ${spans.doubled} doubled
`);
  return result;
});
