/** Keeps an inference worker going: one that crashes or no longer answers is replaced without a word. */

import type { Frame } from '../../shared/types';
import { WORDS } from '../../shared/words/inference';
import type { Purpose } from '../frame-result';
import type { InferenceClient, InferenceState } from './client';

/** A worker is replaced this often within a minute; one that dies more often has a reason that stays. */
const MOST_REVIVALS = 3;
const MINUTE = 60_000;
/** An answer is overdue after this many times what answers took so far, within these limits. Milliseconds. */
const OVERDUE = 12;
const SHORTEST_PATIENCE = 1200;
const LONGEST_PATIENCE = 20_000;
/** When a computer wakes from sleep, timers run out before the answers come that were under way. */
const GRACE = 300;
/** How quickly the running mean of what answers take follows. */
const FOLLOW = 0.2;

/**
 * The same client, which looks after its worker. When the worker died for the last time within a minute that is borne,
 * the state is `failed`, as without a keeper.
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
      // A worker that hangs says nothing; nor does one that ended, where there are no locks (pulse.ts).
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
      // Asked for by the user, or by another setting: what happened before no longer counts.
      deaths = [];
      usual = null;
      client.restart(next);
    },
    dispose: client.dispose,
  };
}
