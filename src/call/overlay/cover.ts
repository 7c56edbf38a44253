/** Whether something lies above parts of the card. */

interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

export interface CoverWatch {
  /** Whether the browser can tell at all: Chromium can, even for what lets clicks through; other browsers cannot. */
  readonly canTell: boolean;
  /**
   * Also true if the part is faded, cut off or not drawn. A card that is visible as a whole has no covered parts: in a frame at
   * half a pixel, Chromium takes the neighbours of small parts for covers.
   */
  isCovered(part: Element): boolean;
  /** The card was redrawn: its elements may be new. */
  refresh(): void;
}

const CARD = '.card';

/** @param selector of the parts */
export function createCover(root: ShadowRoot, selector: string, signal: AbortSignal): CoverWatch {
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
    canTell,
    isCovered(part) {
      const card = part.closest(CARD) ?? part;
      return covered.get(part) === true && covered.get(card) !== false;
    },
    refresh() {
      if (observer === null || signal.aborted) return;
      const parts = new Set(root.querySelectorAll(`${selector}, ${CARD}`));
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
