import type { CallState } from '../shared/types';
// For their words, which must be known here to be said again.
import '../shared/words/frames';
import '../shared/words/inference';
import { retold } from '../shared/language/translated';

/** The analysis cannot ask for the user's language: it says in English what went wrong. */
export function inUserLanguage(state: CallState): CallState {
  if (state.kind !== 'error') return state;
  return { kind: 'error', message: retold(['frames', 'inference'], state.message) };
}
