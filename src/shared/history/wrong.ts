/** Which span a wrong reaction belongs to. */
import type { Span, WrongMark } from '../types';

/** Whether the mark means this span: the same expression, and it was seen while that lasted. */
export function isMarked(
  { expression, start, duration }: Span,
  mark: Omit<WrongMark, 'confidence'>,
): boolean {
  return mark.expression === expression && mark.time >= start && mark.time <= start + duration;
}

/** The marks of one call, for spans that are not over when the user marks them. */
export interface WrongSpans {
  add(mark: WrongMark): void;
  has(span: Span): boolean;
}

/** A call has no more reactions than this that its user would mark. */
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
