/** The overlay's single element in the page: closed to page scripts, protected from page styles, above fullscreen. */

import { startInterval } from '../../shared/edges/timers';
import { containerIn, modalDialog, raise } from './container';

/** After the page has removed the element this often, it stays out for a while: no endless fight with a page that insists. */
const MAX_RETURNS = 20;
/** Looks after which it tries once more, and after which the page's removals are forgotten. */
const TRY_AFTER = 10;
const FORGET_AFTER = 30;

export interface ShadowHost {
  readonly root: ShadowRoot;
  /** Contains everything that is shown. */
  readonly stage: HTMLElement;
  readonly element: HTMLElement;
  /** The page has thrown it out too often: it stays out for a while. */
  readonly isOut: boolean;
  /** Puts it above the rest of the page. */
  raise(): void;
  /** Removes the element and all listeners. */
  dispose(): void;
}

/** How often the page is looked at: dialogs inside components open without an event. Milliseconds. */
const LOOK = 1000;

/**
 * Appends the host to the document element, or to the fullscreen element or modal dialog, with `css` as the only style
 * inside.
 * @param onMoved the host has moved to another place in the page
 */
export function createShadowHost(document: Document, css: string, onMoved: () => void): ShadowHost {
  const lifetime = new AbortController();
  const host = document.createElement('div');
  host.setAttribute('data-emojigen', 'overlay');
  host.setAttribute('popover', 'manual');
  const root = host.attachShadow({ mode: 'closed' });
  const stage = document.createElement('div');
  stage.className = 'stage';
  // A page may carry the host into another document, where it loses its style: its size would then show what it contains.
  // The style shows the stage again.
  stage.style.display = 'none';
  root.append(stage);
  const dress = dresser(document, root, css);

  // Single-page apps that rewrite the document remove the host.
  let returns = 0;
  const observer = new MutationObserver(() => {
    const isHome = host.isConnected && host.ownerDocument === document && !dress();
    if (isHome || document.documentElement === null || returns === MAX_RETURNS) return;
    returns += 1;
    place();
  });

  function place(): void {
    observer.disconnect();
    putInSight(document, host);
    dress();
    onMoved();
    for (const parent of [document, document.documentElement, host.parentNode]) {
      if (parent !== null) observer.observe(parent, { childList: true });
    }
  }

  place();
  const { signal } = lifetime;
  document.addEventListener('fullscreenchange', place, { capture: true, signal });
  // A dialog opened or closed: it may cover the host, or may have contained it.
  let dialog = modalDialog(document);
  const look = (): void => {
    const now = modalDialog(document);
    if (now === dialog) return;
    dialog = now;
    place();
  };
  for (const type of ['toggle', 'close']) document.addEventListener(type, look, { capture: true, signal });
  /** Looks since it was thrown out, or since it came back. */
  let looks = 0;
  const mend = (): void => {
    const isOut = !host.isConnected && returns === MAX_RETURNS;
    looks = isOut === wasOut ? looks + 1 : 1;
    wasOut = isOut;
    if (!isOut && looks % FORGET_AFTER === 0) returns = 0;
    if (!isOut || looks < TRY_AFTER || document.documentElement === null) return;
    looks = 0;
    // A page that still insists gets it once.
    returns = MAX_RETURNS - 1;
    place();
  };
  let wasOut = false;
  const timer = startInterval(() => {
    look();
    mend();
  }, LOOK);

  return {
    root,
    stage,
    element: host,
    get isOut() {
      return !host.isConnected && returns === MAX_RETURNS;
    },
    raise: place,
    dispose() {
      lifetime.abort();
      timer.stop();
      observer.disconnect();
      host.remove();
    },
  };
}

/** @returns a function that puts the style into the root unless it is there, and says whether it was missing */
function dresser(document: Document, root: ShadowRoot, css: string): () => boolean {
  try {
    const sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return () => {
      // Not possible while the root is in another document.
      if (root.adoptedStyleSheets.length > 0 || root.ownerDocument !== document) return false;
      root.adoptedStyleSheets = [sheet];
      return true;
    };
  } catch {
    // Firefox does not let content scripts use constructed sheets.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
    return () => false;
  }
}

/** Moves the host to where it is visible and clickable, above the rest of the top layer. */
function putInSight(document: Document, host: HTMLElement): void {
  const container = containerIn(document, host);
  if (host.parentNode !== container) container.append(host);
  raise(host);
}
