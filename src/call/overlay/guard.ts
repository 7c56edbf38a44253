/**
 * Ensures that only the user presses the card's buttons. Synthetic events of the page are ignored. Buttons that send or
 * change something ignore presses that the user cannot have aimed: just after the button appeared or moved, and while
 * something covers it. Pause, and buttons that only affect the card, always work.
 */
import { createCover } from './cover';

/** How long a button must have been in its place. Milliseconds. */
export const SETTLE = 500;

/** Buttons that send something or are hard to undo. */
const WEIGHTY = '.yes, .favourite, .turn-off, .offer-yes, .offer-no';
/** Elements that are checked for being covered: each contains weighty buttons. */
const PARTS = '.second, .details, .offer';

const MADE_EVENTS = [
  'click',
  'dblclick',
  'pointerdown',
  'pointermove',
  'pointerup',
  'mousedown',
  'keydown',
  'keyup',
];

export interface Guard {
  /** The card appeared, or something other than the user moved it. */
  moved(): void;
  /** A question came or went: other buttons took its place. */
  asked(): void;
  /** The card was redrawn: its elements may be new. */
  drawn(): void;
}

export interface GuardOptions {
  /** Whether an event comes from the user. */
  isUsers(event: Event): boolean;
  /** Milliseconds on any one clock. */
  now(): number;
}

export function createGuard(
  root: ShadowRoot,
  element: HTMLElement,
  signal: AbortSignal,
  { isUsers, now }: GuardOptions,
): Guard {
  let movedAt = now();
  let askedAt = Number.NEGATIVE_INFINITY;
  const cover = createCover(root, PARTS, signal);

  const isSettled = (since: number): boolean => now() - since >= SETTLE || now() < since;
  const isHeld = (target: EventTarget | null): boolean => {
    const weighty = target instanceof Element ? target.closest(WEIGHTY) : null;
    if (weighty === null) return false;
    const part = weighty.closest(PARTS);
    if (part !== null && cover.isCovered(part)) return true;
    return !isSettled(movedAt) || (part?.matches('.second') === true && !isSettled(askedAt));
  };
  const onEvent = (event: Event): void => {
    if (isUsers(event) && !(event.type === 'click' && isHeld(event.target))) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  for (const type of MADE_EVENTS) element.addEventListener(type, onEvent, { capture: true, signal });

  return {
    moved() {
      movedAt = now();
    },
    asked() {
      askedAt = now();
    },
    drawn: cover.refresh,
  };
}
