/** The overlay's one element in the page: closed to page scripts, out of reach of page styles, above fullscreen. */

/** How often a page may throw the element out before it stays out: no tug of war with a page that insists. */
const MAX_RETURNS = 20;

export interface ShadowHost {
  readonly root: ShadowRoot;
  /** Takes the element and every listener away. */
  dispose(): void;
}

/** Appends the host to `document.documentElement`, with `css` as the only style that applies inside. */
export function createShadowHost(document: Document, css: string): ShadowHost {
  const lifetime = new AbortController();
  const host = document.createElement('div');
  host.setAttribute('data-emojigen', 'overlay');
  host.setAttribute('popover', 'manual');
  const root = host.attachShadow({ mode: 'closed' });
  addStyle(document, root, css);
  document.documentElement.append(host);
  raise(host);

  // What goes fullscreen after us lies above us, until we enter the top layer anew. Then we are seen, but while
  // the fullscreen element is not the document element, browsers make all outside it inert: no clicks, no focus.
  document.addEventListener('fullscreenchange', () => raise(host), { signal: lifetime.signal });

  // Single-page apps that write the document anew take the host with it.
  let returns = 0;
  const observer = new MutationObserver(() => {
    if (host.isConnected || document.documentElement === null || returns === MAX_RETURNS) return;
    returns += 1;
    observer.observe(document.documentElement, { childList: true });
    document.documentElement.append(host);
    raise(host);
  });
  observer.observe(document, { childList: true });
  observer.observe(document.documentElement, { childList: true });

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

/** To the end of the top layer. Without popover support the host's z-index has to do. */
function raise(host: HTMLElement): void {
  try {
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
  } catch {
    // No popovers in this browser, not connected, or the page took the attribute away.
  }
}
