/**
 * Only the user presses what is on the card. Events that a page has made count for nothing. What sends or changes
 * something takes no press while the user cannot know what is pressed: just after it has appeared or moved, and while
 * something lies above it. Pause and what only concerns the card itself are taken at any time.
 */

/** How long something must have been where it is. Milliseconds. */
export const SETTLE = 500;

/** What sends something, or is hard to take back. */
const WEIGHTY = '.yes, .favourite, .turn-off';
/** What is observed for being covered: what is weighty stands in one of these. */
const PARTS = '.second, .details';

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
  /** The card has appeared, or was moved by somebody else than the user. */
  moved(): void;
  /** A question has come or gone: something else is in its place. */
  asked(): void;
  /** The card was drawn: its parts may be new ones. */
  drawn(): void;
}

export interface GuardOptions {
  /** Whether an event is the user's. */
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
  const cover = observeCover(root, signal);

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

interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

/** Chromium says what lies above an element, transparent for clicks or not; other browsers do not. */
function observeCover(root: ShadowRoot, signal: AbortSignal) {
  const covered = new Map<Element, boolean>();
  const onEntries = (entries: readonly VisibilityEntry[]): void => {
    for (const { target, isVisible } of entries) if (covered.has(target)) covered.set(target, !isVisible);
  };
  const canTell =
    typeof IntersectionObserverEntry === 'function' && 'isVisible' in IntersectionObserverEntry.prototype;
  const options = { trackVisibility: true, delay: 200, threshold: [0, 1] } as IntersectionObserverInit;
  const observer = canTell ? new IntersectionObserver(onEntries, options) : null;
  signal.addEventListener('abort', () => observer?.disconnect(), { once: true });
  return {
    isCovered: (part: Element): boolean => covered.get(part) === true,
    refresh(): void {
      if (observer === null || signal.aborted) return;
      const parts = new Set(root.querySelectorAll(PARTS));
      for (const part of covered.keys()) {
        if (parts.has(part)) continue;
        observer.unobserve(part);
        covered.delete(part);
      }
      for (const part of parts) {
        if (covered.has(part)) continue;
        covered.set(part, false);
        observer.observe(part);
      }
    },
  };
}
