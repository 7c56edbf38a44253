/** The overlay of one page, which is there only while it has something to say. */
import { createOverlay, type Overlay, type OverlayOptions } from '../outputs/overlay';

export interface PageOverlay {
  /** Null while it is hidden. */
  readonly shown: Overlay | null;
  show(): Overlay;
  hide(): void;
}

export interface PageOverlayOptions extends Omit<OverlayOptions, 'position'> {
  /** Where it appears, as `OverlayOptions.position`. */
  position(): OverlayOptions['position'];
  /** The sentence it appears with, as for `Overlay.setNotice`. */
  notice(): string | null;
}

export function createPageOverlay(
  document: Document,
  { position, notice, ...options }: PageOverlayOptions,
): PageOverlay {
  let shown: Overlay | null = null;
  return {
    get shown() {
      return shown;
    },
    show() {
      if (shown) return shown;
      shown = createOverlay(document, { ...options, position: position() });
      shown.setNotice(notice());
      return shown;
    },
    hide() {
      shown?.dispose();
      shown = null;
    },
  };
}
