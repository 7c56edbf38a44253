/**
 * `npm run soak -- [--minutes N] [--calls N] [--seed N]`: long calls, side by side, in which cameras go off, tabs hide, pages reload and parts of
 * the extension die. Prints what happened, and one JSON object as the last line.
 */
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { UsageError } from '../eval/usage-error';
import { cachedClip, DEMO } from '../lib/clip.mjs';
import { soak } from './soak';

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { minutes: 'text', calls: 'text', seed: 'text' });
  const minutes = wholeNumber(options.minutes, 'minutes', 5);
  if (minutes < 1) throw new UsageError('--minutes must be at least 1.');
  const calls = wholeNumber(options.calls, 'calls', 1);
  if (calls < 1 || calls > 4) throw new UsageError('--calls must be 1 to 4.');
  const seed = wholeNumber(options.seed, 'seed', Date.now() % 1_000_000);
  console.log(`${minutes} minutes, ${calls === 1 ? 'one call' : `${calls} calls`}, seed ${seed}`);
  const clip = await cachedClip(DEMO, 'demo-clip');
  const result = await soak({ clip, seconds: 60 * minutes, seed, calls, log: (line) => console.log(line) });
  const { framesAnalysed, reactions, errors, slowestRecoveryMs, memory, heap, spans } = result;
  console.log(`
frames analysed  about ${framesAnalysed}
reactions        ${reactions}
errors           ${errors.length}
slowest recovery ${slowestRecoveryMs === null ? 'never' : `${slowestRecoveryMs} ms`}
analysis         at most ${memory.mostNetworks} networks and ${memory.mostMB} MB; ${memory.calls} calls at the end
heap of a page   ${heap.mbPerHour} MB/h by ${heap.samples} samples, ${heap.lastMB} MB at the end
spans            ${spans.kept} kept, ${spans.lost} lost, ${spans.doubled} doubled
`);
  return result;
});
