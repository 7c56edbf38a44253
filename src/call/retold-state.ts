import type { CallState } from '../types';
// For their words, which must be known here to be said again.
import '../frames/words';
import '../inference/words';
import { retold } from '../language/translated';

/** The analysis cannot ask for the user's language: it says in English what went wrong. */
export function inUserLanguage(state: CallState): CallState {
  if (state.kind !== 'error') return state;
  return { kind: 'error', message: retold(['frames', 'inference'], state.message) };
}
