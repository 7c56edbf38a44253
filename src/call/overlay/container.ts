/** Where in the page the card must stand so that it can be seen and pressed. */

/**
 * What goes fullscreen, and a modal dialog, make all outside of them inert: no clicks, no focus. The card goes into
 * them then, if their children are shown (a video's are not), and else to the document element.
 */
export function containerIn(document: Document, host: HTMLElement): Element {
  const fullscreen = fullscreenElement(document);
  const dialog = modalDialog(document);
  const inner =
    dialog !== null && (fullscreen === null || !dialog.contains(fullscreen)) ? dialog : fullscreen;
  if (inner === null || inner === document.documentElement) return document.documentElement;
  // Only what is in there shows whether children of it are shown.
  if (host.parentNode !== inner) inner.append(host);
  raise(host);
  const isShown = typeof host.checkVisibility !== 'function' || host.checkVisibility();
  return isShown ? inner : document.documentElement;
}

/** Also inside components, whose document names only their outermost element. */
function fullscreenElement(document: Document): Element | null {
  let element = document.fullscreenElement ?? null;
  for (let inner = element; inner !== null; inner = inner.shadowRoot?.fullscreenElement ?? null) {
    element = inner;
  }
  return element;
}

const MODAL = 'dialog:modal';

/**
 * The last one in the document: one that is opened from another mostly stands after it, or in it. One in a component is
 * found where it lies in the middle of the window.
 */
export function modalDialog(document: Document): Element | null {
  try {
    return [...document.querySelectorAll(MODAL)].at(-1) ?? inMiddle(document)?.closest(MODAL) ?? null;
  } catch {
    // No such selector in this browser.
    return null;
  }
}

/** The innermost element in the middle of the window, also inside open components. */
function inMiddle(document: Document): Element | null {
  const { innerWidth = 0, innerHeight = 0 } = document.defaultView ?? {};
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  let element = document.elementFromPoint(x, y);
  for (let inner = element; inner !== null; ) {
    element = inner;
    inner = element.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (inner === element) break;
  }
  return element;
}

/** To the end of the top layer. Without popover support the host's z-index has to do. */
export function raise(host: HTMLElement): void {
  try {
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
  } catch {
    // No popovers in this browser, not connected, or the page took the attribute away.
  }
}
