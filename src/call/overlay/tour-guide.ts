/** When the tour begins, goes on and ends. */
import type { CallState } from '../../shared/types';
import { WORDS } from './words';

/** States of a camera that is read. A page must not notice which of them it is: the tour begins with the first. */
const IN_USE = new Set<CallState['kind']>(['loading', 'watching', 'no-face', 'unclear']);

export interface TourGuide {
  /** The state of the call has changed. */
  follow(state: CallState): void;
  /** Shows a step; null: the tour is over. */
  goTo(step: number | null): void;
}

export interface TourGuideEdges {
  /** Draws the step. */
  show(step: number | null): void;
  /** Reads it aloud. */
  tell(text: string): void;
  onBegin(): void;
}

/** @param isWanted whether there is to be one */
export function createTourGuide(root: ShadowRoot, isWanted: boolean, edges: TourGuideEdges): TourGuide {
  let isDue = isWanted;
  function goTo(step: number | null): void {
    const hadFocus = root.activeElement?.closest('.tour') != null;
    edges.show(step);
    // The pressed button is gone.
    if (step === null && hadFocus) root.querySelector<HTMLElement>('.more')?.focus({ preventScroll: true });
    if (step === null) return;
    const { title, text } = WORDS.tour.steps[step]!;
    edges.tell(WORDS.told.error(title, text));
  }
  return {
    goTo,
    follow({ kind }) {
      if (!isDue || !IN_USE.has(kind)) return;
      isDue = false;
      edges.onBegin();
      goTo(0);
    },
  };
}
