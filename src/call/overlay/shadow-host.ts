/** The overlay's one element in the page: closed to page scripts, out of reach of page styles, above fullscreen. */

/** How often a page may throw the element out before it stays out: no tug of war with a page that insists. */
const MAX_RETURNS = 20;

export interface ShadowHost {
  readonly root: ShadowRoot;
  /** Takes the element and every listener away. */
  dispose(): void;
}

/** Appends the host to the document element, or to what is in fullscreen, with `css` as the only style that applies inside. */
export function createShadowHost(document: Document, css: string): ShadowHost {
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
    for (const parent of [document, document.documentElement, host.parentNode]) {
      if (parent !== null) observer.observe(parent, { childList: true });
    }
  }

  place();
  document.addEventListener('fullscreenchange', place, { capture: true, signal: lifetime.signal });

  return {
    root,
    dispose() {
      lifetime.abort();
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

/**
 * What goes fullscreen makes all outside it inert: no clicks, no focus. So the host goes in there, if its children are
 * shown (a video's are not), and else to the document element, where above a fullscreen video it is seen at least.
 */
function putInSight(document: Document, host: HTMLElement): void {
  const inside = fullscreenElement(document);
  if (inside !== null && inside !== host.parentNode) inside.append(host);
  if (inside !== null) raise(host);
  const isShown = inside !== null && (typeof host.checkVisibility !== 'function' || host.checkVisibility());
  if (isShown) return;
  if (host.parentNode !== document.documentElement) document.documentElement.append(host);
  raise(host);
}

/** Also inside components, whose document names only their outermost element. */
function fullscreenElement(document: Document): Element | null {
  let element = document.fullscreenElement ?? null;
  for (let inner = element; inner !== null; inner = inner.shadowRoot?.fullscreenElement ?? null) {
    element = inner;
  }
  return element;
}

/** To the end of the top layer. Without popover support the host's z-index has to do. */
function raise(host: HTMLElement): void {
  try {
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
  } catch {
    // No popovers in this browser, not connected, or the page took the attribute away.
  }
}
