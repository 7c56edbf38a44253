/** What a call tab is doing, in plain words: the same in overlay, badge and popup. */
import type { CallState } from '../types';
import { WORDS } from '../words/ui';
import { formatTime } from './format';

/** `ok`: works. `busy`: not ready yet. `warn`: nothing is read, which is no fault. `error`: needs the user. */
export type Tone = 'ok' | 'busy' | 'warn' | 'error';

export interface StateText {
  /** Two to four words. */
  readonly title: string;
  /** One sentence or two: what it means, or what to do. */
  readonly explanation: string;
  readonly tone: Tone;
}

const TONES: Readonly<Record<CallState['kind'], Tone>> = {
  off: 'warn',
  waiting: 'busy',
  loading: 'busy',
  watching: 'ok',
  'no-face': 'warn',
  unclear: 'warn',
  'camera-off': 'warn',
  presenting: 'warn',
  unseen: 'warn',
  paused: 'warn',
  error: 'error',
};

/** The words for `state`. An error's own message is its explanation, unless it is blank. */
export function stateText(state: CallState): StateText {
  if (state.kind === 'unseen') return { ...WORDS.unseen[state.reason], tone: TONES.unseen };
  const text = { ...WORDS.states[state.kind], tone: TONES[state.kind] };
  if (state.kind === 'unclear') return { ...text, explanation: WORDS.flaws[state.reason] };
  if (state.kind === 'paused' && state.until !== undefined)
    return { ...text, explanation: WORDS.pausedUntil(formatTime(state.until)) };
  const message = state.kind === 'error' ? state.message.trim() : '';
  return message === '' ? text : { ...text, explanation: message };
}
