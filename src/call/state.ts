/** The state of a call, derived from its facts. */
// The words of analysis errors: they must be loaded here to be translated.
import '../shared/words/frames';
import '../shared/words/inference';
import { translateMessage } from '../shared/language/translated';
import type { CallState, Reading, UnseenReason } from '../shared/types';
import { WORDS } from '../shared/words/frames';
import type { Paused } from './pause';

export interface StateFacts {
  /** Another frame of the tab has taken over. */
  readonly elsewhere: boolean;
  readonly paused: Paused;
  /** The user shares the screen, which pauses the analysis. */
  readonly presenting: boolean;
  /** Why the user cannot see the card; null if they can, or hid it themselves. */
  readonly unseen: UnseenReason | null;
  readonly camera: 'none' | 'on' | 'off';
  /** Another extension, or the page, gives the call a picture of its own in place of the camera's. */
  readonly changed: boolean;
  /** The last state that the analysis reported. */
  readonly analysis: CallState;
}

export function stateOf(facts: StateFacts): CallState {
  const { elsewhere, paused, presenting, unseen, camera, changed, analysis } = facts;
  if (elsewhere) return { kind: 'waiting' };
  if (paused !== null) return { kind: 'paused', ...(paused === true ? {} : { until: paused }) };
  if (analysis.kind === 'error') return analysis;
  if (camera === 'none') return changed ? { kind: 'error', message: WORDS.changed } : { kind: 'waiting' };
  if (presenting) return { kind: 'presenting' };
  if (camera === 'off') return { kind: 'camera-off' };
  return unseen === null ? analysis : { kind: 'unseen', reason: unseen };
}

/** The state that one reading implies. */
export function seenIn({ faces, quality }: Reading): CallState {
  if (faces.length === 0) return { kind: 'no-face' };
  return quality && !quality.ok ? { kind: 'unclear', reason: quality.reason } : { kind: 'watching' };
}

/** Whether two states are shown alike. */
export function isSameState(one: CallState, other: CallState): boolean {
  return one.kind === other.kind && detailOf(one) === detailOf(other);
}

function detailOf(state: CallState): string {
  if (state.kind === 'error') return state.message;
  if (state.kind === 'paused') return String(state.until ?? '');
  return state.kind === 'unclear' || state.kind === 'unseen' ? state.reason : '';
}

/** The analysis does not know the user's language: its English error message is translated here. */
export function stateInUserLanguage(state: CallState): CallState {
  if (state.kind !== 'error') return state;
  return { kind: 'error', message: translateMessage(['frames', 'inference'], state.message) };
}
