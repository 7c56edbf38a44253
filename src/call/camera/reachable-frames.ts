/**
 * Frames that the page's scripts can reach. Nothing in such a frame can be trusted, since it begins as a blank document in
 * which the page may have been first. So its content script asks the surrounding page's one, in the world that only content
 * scripts share: for the frame's channel to the hook, or to serve the frame as its own.
 */
import type { Answers } from '../../hook/channel/offer';

export interface FrameHost {
  /** The channel of the frame; null if there is no hook yet. */
  adopt(frame: Window): EventTarget | null;
  /**
   * From now on the host reads, shows and covers what the frame opens and sends.
   * @param channel of the frame, if it already has one
   */
  serve(frame: Window, channel?: EventTarget | null): void;
  /** The host's answers for its own page's tracks. */
  readonly answers: Answers;
}

/** Key of the object that content scripts offer to those of their frames; pages do not see this world's globals. */
const HOST = Symbol.for('EmojiGen frame host');
const WAITING = Symbol.for('EmojiGen frames that wait');

type Shared = Window & { [HOST]?: FrameHost | undefined; [WAITING]?: (() => void)[] | undefined };

/** Windows that a page opened out of each other: it can make a ring of them. */
const DEEPEST = 30;

/**
 * The window around this one whose scripts can reach it, or the one that opened this blank window; null for a page with an
 * address, or inside a page of another origin. Blank windows between them are parts of that page and host nobody.
 */
export function reachableParent(window: Window, depth = 0): Window | null {
  const parent = nextParent(window) ?? openerOf(window);
  if (parent === null || depth === DEEPEST) return null;
  return (isBlank(parent) && reachableParent(parent, depth + 1)) || parent;
}

function nextParent(window: Window): Window | null {
  try {
    const { parent } = window;
    return parent !== window && parent.document ? parent : null;
  } catch {
    return null;
  }
}

function openerOf(window: Window): Window | null {
  try {
    const opener = window.parent === window && isBlank(window) ? (window.opener as Window | null) : null;
    return opener?.document ? opener : null;
  } catch {
    return null;
  }
}

/** Offers `host` to the frames of this window, including those that already wait for it. */
export function hostFrames(window: Window, host: FrameHost, signal: AbortSignal): void {
  const shared = window as Shared;
  shared[HOST] = host;
  signal.addEventListener('abort', () => {
    if (shared[HOST] === host) shared[HOST] = undefined;
  });
  const waiting = shared[WAITING] ?? [];
  shared[WAITING] = undefined;
  for (const go of waiting) go();
}

/** Calls `use` with the host of `parent`: at once, or as soon as there is one. */
export function whenHosted(parent: Window, use: (host: FrameHost) => void): void {
  const shared = parent as Shared;
  const host = shared[HOST];
  if (host) return use(host);
  shared[WAITING] ??= [];
  shared[WAITING].push(() => {
    const late = shared[HOST];
    if (late) use(late);
  });
}

/** Whether a document has no URL of its own. */
export function isBlank({ location }: Window): boolean {
  return location.protocol === 'about:';
}

/** Least side of a frame that can show a card. CSS pixels. */
const LEAST_SIDE = 40;

/** Whether the user can see anything of this window. A frame of a page of another origin counts as seen. */
export function isSeen(window: Window): boolean {
  const parent = nextParent(window);
  const element = parent && window.frameElement;
  if (!parent || !element) return true;
  const { width, height, right, bottom } = element.getBoundingClientRect();
  if (width < LEAST_SIDE || height < LEAST_SIDE) return false;
  // Pages also hide elements by moving them far to the left.
  if (right + parent.scrollX <= 0 || bottom + parent.scrollY <= 0) return false;
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && isSeen(parent);
}
