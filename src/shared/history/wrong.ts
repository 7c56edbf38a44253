/** Finds the span that a wrong reaction belongs to. */
import type { Span, WrongMark } from '../types';

/** Whether the mark refers to this span: the same expression, seen while the span lasted. */
export function isMarked(
  { expression, start, duration }: Span,
  mark: Omit<WrongMark, 'confidence'>,
): boolean {
  return mark.expression === expression && mark.time >= start && mark.time <= start + duration;
}

/** The marks of one call, for spans that have not ended when the user marks them. */
export interface WrongSpans {
  add(mark: WrongMark): void;
  has(span: Span): boolean;
}

/** No user marks more reactions than this in a call. */
const MOST = 200;

export function createWrongSpans(): WrongSpans {
  let marks: readonly WrongMark[] = [];
  return {
    add(mark) {
      marks = [...marks, mark].slice(-MOST);
    },
    has: (span) => marks.some((mark) => isMarked(span, mark)),
  };
}
