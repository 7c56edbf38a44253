/** Saves the spans of one call when they end, also if their analysis died, unless the user marked them as wrong. */
import { createWrongSpans } from '../../shared/history/wrong';
import type { Span, WrongMark } from '../../shared/types';

export interface SavedSpans {
  /** The unfinished span, which would be lost if the worker died now. */
  open: Span | null;
  save(span: Span): void;
  /** Saves the unfinished span as far as it goes. */
  saveOpen(): void;
  /** The user marks a reaction as wrong. */
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
