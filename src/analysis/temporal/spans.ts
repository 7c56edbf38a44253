import type { Expression, Span } from '../../shared/types';

/** Shorter stretches are noise and are not kept. Milliseconds. */
export const SHORTEST_SPAN = 300;

/** Cuts the stream of settled expressions into spans. Time is an argument. */
export interface SpanBuilder {
  /** The span that is going on, as it would be if it ended at the last time seen; null while it is too short. */
  readonly open: Span | null;
  /** @returns the span that this ends, if any */
  update(expression: Expression | null, confidence: number, time: number): Span | null;
  /** Ends the open span at the last time seen. */
  flush(): Span | null;
}

interface OpenSpan {
  readonly expression: Expression;
  readonly start: number;
  end: number;
  sum: number;
  count: number;
}

export function createSpanBuilder(): SpanBuilder {
  let open: OpenSpan | null = null;

  function upTo(end: number): Span | null {
    const span = open;
    if (span === null || end - span.start < SHORTEST_SPAN) return null;
    const { expression, start, sum, count } = span;
    return { expression, start, duration: end - start, confidence: sum / count };
  }

  function close(end: number): Span | null {
    const span = upTo(end);
    open = null;
    return span;
  }

  return {
    get open() {
      return open === null ? null : upTo(open.end);
    },
    update(expression, confidence, time) {
      if (open !== null && open.expression === expression) {
        open.end = time;
        open.sum += confidence;
        open.count += 1;
        return null;
      }
      // A span reaches to the frame that begins the next one; without a face it ends where the face was last seen.
      const ended = close(expression === null ? (open?.end ?? time) : time);
      if (expression !== null) open = { expression, start: time, end: time, sum: confidence, count: 1 };
      return ended;
    },
    flush: () => (open === null ? null : close(open.end)),
  };
}
