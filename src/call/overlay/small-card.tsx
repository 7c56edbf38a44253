/** A card for one purpose: the offer in a first call, the summary after a call. Protected from the page like the overlay. */
import { type ComponentChildren, render } from 'preact';
import { direction, languageTag } from '../../shared/language/translated';
import type { Rect } from '../../shared/types';
import type { OverlayInternals } from '.';
import { createAlarm } from './alarm';
import { createGuard, type Guard } from './guard';
import { isolateEvents } from './isolate';
import { createPlacement } from './placement';
import type { Fraction } from './position';
import { createShadowHost } from './shadow-host';
import { OVERLAY_CSS } from './styles';
import { Text } from './text';

/** A screen reader takes a live region's words only if they come after it. Milliseconds. */
const TELL_AFTER = 500;

export interface SmallCard {
  /** Aborts when the card is gone. */
  readonly signal: AbortSignal;
  draw(content: ComponentChildren): void;
  /** As `Overlay.moveTo`, until the user has moved it. */
  moveTo(position: Fraction | null): void;
  /** As `Overlay.avoid`. */
  avoid(controls: readonly Rect[]): void;
  dispose(): void;
}

/** @param told is read aloud once */
export function createSmallCard(document: Document, told: string, internals: OverlayInternals): SmallCard {
  const lifetime = new AbortController();
  const { signal } = lifetime;
  let guard: Guard | null = null;
  const host = createShadowHost(document, OVERLAY_CSS, () => guard?.moved());
  internals.onRoot?.(host.root);
  const { stage } = host;
  stage.lang = languageTag();
  stage.dir = direction();
  const isUsers = internals.isUsers ?? ((event: Event) => event.isTrusted);
  guard = createGuard(host.root, stage, signal, { isUsers, now: Date.now });
  isolateEvents(stage, signal);
  let content: ComponentChildren = null;
  let said = '';
  const show = (): void => {
    if (signal.aborted) return;
    render(
      <>
        {content}
        <div class="told" role="status" aria-live="polite">
          <Text text={said} />
        </div>
      </>,
      stage,
    );
    guard?.drawn();
  };
  show();
  let isMoved = false;
  const placement = createPlacement(stage, document.defaultView ?? window, {
    position: null,
    // Not remembered: it is not there for long.
    onMove() {
      isMoved = true;
    },
    onJump: () => guard?.moved(),
  });
  createAlarm(signal, () => {
    said = told;
    show();
  }).set(Date.now() + TELL_AFTER);
  return {
    signal,
    draw(next) {
      content = next;
      show();
    },
    moveTo(position) {
      if (!isMoved) placement.moveTo(position);
    },
    avoid: placement.avoid,
    dispose() {
      lifetime.abort();
      placement.dispose();
      render(null, stage);
      host.dispose();
    },
  };
}
