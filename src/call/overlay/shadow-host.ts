/** The overlay's one element in the page: closed to page scripts, out of reach of page styles, above fullscreen. */

import { containerIn, modalDialog, raise } from './container';

/** How often a page may throw the element out before it stays out: no tug of war with a page that insists. */
const MAX_RETURNS = 20;

export interface ShadowHost {
  readonly root: ShadowRoot;
  /** Takes the element and every listener away. */
  dispose(): void;
}

/** Dialogs inside of components open without a word. Milliseconds. */
const LOOK = 1000;

/**
 * Appends the host to the document element, or to what is in fullscreen or a modal dialog, with `css` as the only style
 * that applies inside.
 * @param onMoved it stands elsewhere in the page now
 */
export function createShadowHost(document: Document, css: string, onMoved: () => void): ShadowHost {
  const lifetime = new AbortController();
  const host = document.createElement('div');
  host.setAttribute('data-emojigen', 'overlay');
  host.setAttribute('popover', 'manual');
  const root = host.attachShadow({ mode: 'closed' });
  addStyle(document, root, css);

  // Single-page apps that write the document anew take the host with it.
  let returns = 0;
  const observer = new MutationObserver(() => {
    if (host.isConnected || document.documentElement === null || returns === MAX_RETURNS) return;
    returns += 1;
    place();
  });

  function place(): void {
    observer.disconnect();
    putInSight(document, host);
    onMoved();
    for (const parent of [document, document.documentElement, host.parentNode]) {
      if (parent !== null) observer.observe(parent, { childList: true });
    }
  }

  place();
  const { signal } = lifetime;
  document.addEventListener('fullscreenchange', place, { capture: true, signal });
  // A dialog has opened or closed: it need not be in the way, and the host need not be in it.
  let dialog = modalDialog(document);
  const look = (): void => {
    const now = modalDialog(document);
    if (now === dialog) return;
    dialog = now;
    place();
  };
  for (const type of ['toggle', 'close']) document.addEventListener(type, look, { capture: true, signal });
  const timer = setInterval(look, LOOK);

  return {
    root,
    dispose() {
      lifetime.abort();
      clearInterval(timer);
      observer.disconnect();
      host.remove();
    },
  };
}

function addStyle(document: Document, root: ShadowRoot, css: string): void {
  try {
    const sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox keeps constructed sheets from content scripts.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}

/** Into what can be seen and pressed, and above what else is in the top layer. */
function putInSight(document: Document, host: HTMLElement): void {
  const container = containerIn(document, host);
  if (host.parentNode !== container) container.append(host);
  raise(host);
}
