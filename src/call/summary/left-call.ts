/** Carries the summary of a call over to the next page, on sites that leave a call by loading one. */
import type { CallSummary } from '../../shared/call-summary';
import type { CallPhase } from '../../shared/messages/site-report';

export interface LeftCallEdges {
  /** Asks the background for the summary of the page before. */
  take(): Promise<CallSummary | null>;
  /** Hands the summary over to the next page. */
  leave(summary: CallSummary): void;
  show(summary: CallSummary): void;
  /** What was counted until now; null if there is nothing to tell. */
  unfinished(): CallSummary | null;
  phase(): CallPhase | null;
}

export interface LeftCall {
  /** EmojiGen is on in this page. */
  ask(): void;
  /** The page shows something else. */
  look(): void;
}

/** @param page the window */
export function createLeftCall(page: EventTarget, edges: LeftCallEdges, signal: AbortSignal): LeftCall {
  let before: CallSummary | null = null;

  function look(): void {
    if (before === null) return;
    const phase = edges.phase();
    // A page that shows nothing yet may be the same call, loaded again.
    if (phase === null || phase === 'unknown') return;
    const summary = before;
    before = null;
    if (phase === 'away') edges.show(summary);
  }

  const onLeave = (): void => {
    const summary = edges.phase() === 'call' ? edges.unfinished() : null;
    if (summary !== null) edges.leave(summary);
  };
  page.addEventListener('pagehide', onLeave, { signal });
  return {
    look,
    ask() {
      edges.take().then(
        (summary) => {
          before = summary;
          if (!signal.aborted) look();
        },
        (error) => console.warn('EmojiGen: the background did not answer', error),
      );
    },
  };
}
