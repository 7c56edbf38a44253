/** Finds the element that must contain the card so that it is visible and clickable. */

/**
 * A fullscreen element or a modal dialog makes everything outside it inert: no clicks, no focus. The card moves into it if
 * its children are rendered (a video's are not), otherwise to the document element.
 */
export function containerIn(document: Document, host: HTMLElement): Element {
  const fullscreen = fullscreenElement(document);
  const dialog = modalDialog(document);
  const inner =
    dialog !== null && (fullscreen === null || !dialog.contains(fullscreen)) ? dialog : fullscreen;
  if (inner === null || inner === document.documentElement) return document.documentElement;
  // Only inside the element can we measure whether its children are rendered.
  if (host.parentNode !== inner) inner.append(host);
  raise(host);
  const isShown = typeof host.checkVisibility !== 'function' || host.checkVisibility();
  return isShown ? inner : document.documentElement;
}

/** The innermost fullscreen element: a document names only the outermost component. */
function fullscreenElement(document: Document): Element | null {
  let element = document.fullscreenElement ?? null;
  for (let inner = element; inner !== null; inner = inner.shadowRoot?.fullscreenElement ?? null) {
    element = inner;
  }
  return element;
}

const MODAL = 'dialog:modal';

/**
 * The last modal dialog in the document: a dialog that another one opened usually comes after it or inside it. A dialog
 * inside a component is found if it covers the middle of the window.
 */
export function modalDialog(document: Document): Element | null {
  try {
    return [...document.querySelectorAll(MODAL)].at(-1) ?? inMiddle(document)?.closest(MODAL) ?? null;
  } catch {
    // The browser does not support this selector.
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

/** Moves the host to the end of the top layer. Without popover support the host's z-index must do. */
export function raise(host: HTMLElement): void {
  try {
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
  } catch {
    // The browser has no popovers, the host is disconnected, or the page removed the attribute.
  }
}
