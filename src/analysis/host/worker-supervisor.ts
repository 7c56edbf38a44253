/** Supervises the inference worker: replaces one that crashes or no longer answers. */

import type { Frame } from '../../shared/types';
import { WORDS } from '../../shared/words/inference';
import type { Purpose } from '../frame-result';
import type { InferenceClient, InferenceState } from './client';

/** Replacements allowed within a minute; a worker that dies more often has a lasting fault. */
const MOST_REVIVALS = 3;
const MINUTE = 60_000;
/** An answer is overdue after this many times the mean answer time, within these limits. Milliseconds. */
const OVERDUE = 12;
const SHORTEST_PATIENCE = 1200;
const LONGEST_PATIENCE = 20_000;
/** After a computer wakes from sleep, timers fire before pending answers arrive. Milliseconds. */
const GRACE = 300;
/** Smoothing factor of the mean answer time. */
const FOLLOW = 0.2;

/**
 * A client that replaces its dead worker. After `MOST_REVIVALS` replacements within a minute the state becomes `failed`.
 * @param create as `createInferenceClient`
 * @param now milliseconds
 */
export function createSupervisedClient(
  create: (onState: (state: InferenceState) => void) => InferenceClient,
  onState: (state: InferenceState) => void,
  now: () => number,
): InferenceClient {
  let backend: Parameters<InferenceClient['restart']>[0] = 'auto';
  let deaths: number[] = [];
  let usual: number | null = null;
  const client = create((state) => {
    if (state.kind === 'failed' && state.crashed && mayRevive()) client.restart(backend);
    else onState(state);
  });

  function mayRevive(): boolean {
    const time = now();
    deaths = [...deaths.filter((death) => Math.abs(time - death) < MINUTE), time];
    return deaths.length <= MOST_REVIVALS;
  }

  const patience = (): number =>
    usual === null
      ? LONGEST_PATIENCE
      : Math.min(Math.max(OVERDUE * usual, SHORTEST_PATIENCE), LONGEST_PATIENCE);

  return {
    get state() {
      return client.state;
    },
    async analyse(call: string, frame: Frame, purpose?: Purpose) {
      const began = now();
      // A hung worker is silent; so is a dead one if there are no locks (alive-lock.ts).
      const giveUp = (): void => client.fail(WORDS.silent);
      let timer = setTimeout(() => {
        timer = setTimeout(giveUp, GRACE);
      }, patience());
      try {
        const analysis = await client.analyse(call, frame, purpose);
        const took = Math.max(now() - began, 0);
        usual = usual === null ? took : usual + FOLLOW * (took - usual);
        return analysis;
      } finally {
        clearTimeout(timer);
      }
    },
    flush: client.flush,
    figures: client.figures,
    cancel: client.cancel,
    setBaseline: client.setBaseline,
    setReactions: client.setReactions,
    fail: client.fail,
    restart(next) {
      backend = next;
      // Requested by the user or a setting: earlier failures no longer count.
      deaths = [];
      usual = null;
      client.restart(next);
    },
    dispose: client.dispose,
  };
}
