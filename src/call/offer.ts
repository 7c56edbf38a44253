/**
 * Offers to turn EmojiGen on in a first call on a known site, once. Until the user says yes, only the page's own buttons are
 * looked at, to know that there is a call: no camera is read.
 */
import { createOfferCard, type OfferCard } from './overlay/offer-card';
import { clearCorner } from './sites/corner';
import { type SiteWatch, watchSite } from './sites/watch';

export interface OfferEdges {
  readonly topUrl: string;
  now(): number;
  /** It is on the screen. */
  onShown(): void;
  onAnswer(on: boolean): void;
}

export interface Offer {
  /**
   * @param wanted true: make it in the next call; null: not any more, but one that is on the screen stays; false: take it away
   */
  set(wanted: boolean | null): void;
}

export function createOffer(window: Window, edges: OfferEdges, signal: AbortSignal): Offer {
  let watch: SiteWatch | null = null;
  let card: OfferCard | null = null;

  function end(): void {
    watch?.dispose();
    watch = null;
    card?.dispose();
    card = null;
  }

  function answer(on: boolean): void {
    end();
    edges.onAnswer(on);
  }

  function begin(): void {
    watch = watchSite(window, edges.topUrl, {
      hasCamera: () => false,
      now: edges.now,
      onBegan() {},
      // One call only.
      onEnded: end,
      onTested() {},
      onView({ phase, selfView, controls }) {
        if (phase === 'call' && card === null) {
          card = createOfferCard(window.document, answer);
          edges.onShown();
        }
        const { innerWidth: width, innerHeight: height } = window;
        const obstacles = [...(selfView ? [selfView.rect] : []), ...controls];
        card?.moveTo(clearCorner(obstacles, { width, height }));
        card?.avoid(controls);
      },
    });
  }

  signal.addEventListener('abort', end);
  return {
    set(wanted) {
      if (wanted === true && watch === null && !signal.aborted) begin();
      if (wanted === false || (wanted === null && card === null)) end();
    },
  };
}
