/** The spans of one call: kept when they are over, also where their analysis died, but not where the user said wrong. */
import { createWrongSpans } from '../../shared/history/wrong';
import type { Span, WrongMark } from '../../shared/types';

export interface SavedSpans {
  /** What would be lost if the worker died now. */
  open: Span | null;
  save(span: Span): void;
  /** Keeps the span that is open as far as it goes. */
  saveOpen(): void;
  /** The user says that a reaction was wrong. */
  sayWrong(mark: WrongMark): void;
}

export function createSavedSpans(saveSpan: (span: Span) => void): SavedSpans {
  const wrong = createWrongSpans();
  const kept: SavedSpans = {
    open: null,
    save(span) {
      if (!wrong.has(span)) saveSpan(span);
    },
    saveOpen() {
      if (kept.open !== null) kept.save(kept.open);
      kept.open = null;
    },
    sayWrong: wrong.add,
  };
  return kept;
}
