/**
 * Whether the user can see the card and press it. A page may throw it out, cover it, shrink it, or open a dialog that it
 * cannot enter: the user then would not know that the camera is read, and could not pause it there.
 */
import { startInterval } from '../../shared/edges/timers';
import type { UnseenReason } from '../../shared/types';
import { createCover } from './cover';
import type { ShadowHost } from './shadow-host';

/** What must be seen: the state, or at least the button that pauses. */
const STATE = '.label';
const PAUSE = '.pause';

/** Milliseconds. */
const LOOK_EVERY = 1000;
/** Looks in a row after which the card counts as out of sight: menus and messages of the page come and go. */
const OUT_AFTER = 4;
/** Looks in a row after which it counts as in sight again. */
const IN_AFTER = 2;
/** Looks in a row after which it is raised above the rest of the page, and again each time as many later. */
const RAISE_AFTER = 2;
const RAISE_EVERY = 10;
/** A window or button smaller than this shows nothing. CSS pixels. */
const LEAST_WINDOW = 40;
const LEAST_BUTTON = 8;

export interface Sight {
  /** The card was redrawn: its elements may be new. */
  drawn(): void;
  /** Nothing is missing once the card is gone on purpose. */
  dispose(): void;
}

/** @param onChange the page keeps the card from the user (why), or no longer does (null) */
export function createSight(
  document: Document,
  host: ShadowHost,
  signal: AbortSignal,
  onChange: (unseen: UnseenReason | null) => void,
): Sight {
  const { root, element } = host;
  const view = document.defaultView;
  const cover = createCover(root, `${STATE}, ${PAUSE}`, signal);
  let told: UnseenReason | null = null;
  let bad = 0;
  let good = 0;

  function tell(next: UnseenReason | null): void {
    if (next === told) return;
    told = next;
    onChange(next);
  }

  function find(): UnseenReason | null {
    if (!element.isConnected) return 'removed';
    const pause = root.querySelector(PAUSE);
    const parts = [root.querySelector(STATE), pause].filter((part) => part !== null);
    // The user has just hidden the card.
    if (parts.length === 0) return null;
    if (isTooSmall() || parts.every(isHidden)) return 'covered';
    // In fullscreen, browsers take presses only inside the element, which may show no children; the card is seen above it.
    const counts = pause !== null && document.fullscreenElement === null;
    return counts && !isHit(pause) ? 'blocked' : null;
  }

  function isTooSmall(): boolean {
    if (view !== null && Math.min(view.innerWidth, view.innerHeight) < LEAST_WINDOW) return true;
    return typeof element.checkVisibility === 'function' && !element.checkVisibility();
  }

  function isHidden(part: Element): boolean {
    const { width } = part.getBoundingClientRect();
    if (width > 0 && width < LEAST_BUTTON) return true;
    return cover.canTell ? cover.isCovered(part) : !isHit(part);
  }

  /** Whether a click on the middle of a part reaches the card; true if that is outside the window. */
  function isHit(part: Element): boolean {
    const { x, y, width, height } = part.getBoundingClientRect();
    const [middle, centre] = [x + width / 2, y + height / 2];
    const isInside =
      view !== null && middle >= 0 && centre >= 0 && middle < view.innerWidth && centre < view.innerHeight;
    if (width === 0 || !isInside || typeof document.elementFromPoint !== 'function') return true;
    return document.elementFromPoint(middle, centre) === element;
  }

  function look(): void {
    // Nobody looks at a hidden tab, and the browser does not say there what is covered.
    if (document.hidden) return;
    const found = find();
    bad = found === null ? 0 : bad + 1;
    good = found === null ? good + 1 : 0;
    if (found === null) {
      if (good >= IN_AFTER) tell(null);
      return;
    }
    if (found !== 'removed' && bad % RAISE_EVERY === RAISE_AFTER) host.raise();
    if (told !== null || bad >= OUT_AFTER || host.isOut) tell(found);
  }

  const timer = startInterval(look, LOOK_EVERY);
  signal.addEventListener('abort', () => timer.stop(), { once: true });
  return {
    drawn: cover.refresh,
    dispose: () => tell(null),
  };
}
