/** The offer to turn EmojiGen on, in a first call on a site where it is off: protected from the page like the card. */
import { render } from 'preact';
import { direction, languageTag } from '../../shared/language/translated';
import type { Rect } from '../../shared/types';
import type { OverlayInternals } from '.';
import { createAlarm } from './alarm';
import { createGuard, type Guard } from './guard';
import { FACE_ICON } from './icons';
import { isolateEvents } from './isolate';
import { createPlacement } from './placement';
import type { Fraction } from './position';
import { createShadowHost } from './shadow-host';
import { OVERLAY_CSS } from './styles';
import { Text } from './text';
import { WORDS } from './words';

/** A screen reader takes a live region's words only if they come after it. Milliseconds. */
const TELL_AFTER = 500;

export interface OfferCard {
  /** As `Overlay.moveTo` and `Overlay.avoid`. */
  moveTo(position: Fraction | null): void;
  avoid(controls: readonly Rect[]): void;
  dispose(): void;
}

/** @param onAnswer whether the user wants it here; called by a press of the user only */
export function createOfferCard(
  document: Document,
  onAnswer: (on: boolean) => void,
  internals: OverlayInternals = {},
): OfferCard {
  const lifetime = new AbortController();
  const { signal } = lifetime;
  let guard: Guard | null = null;
  const host = createShadowHost(document, OVERLAY_CSS, () => guard?.moved());
  internals.onRoot?.(host.root);
  const stage = document.createElement('div');
  stage.className = 'stage';
  stage.lang = languageTag();
  stage.dir = direction();
  host.root.append(stage);
  const isUsers = internals.isUsers ?? ((event: Event) => event.isTrusted);
  guard = createGuard(host.root, stage, signal, { isUsers, now: Date.now });
  const draw = (told: string): void => render(<Offer told={told} onAnswer={onAnswer} />, stage);
  draw('');
  guard.drawn();
  isolateEvents(stage, signal);
  const placement = createPlacement(stage, document.defaultView ?? window, {
    position: null,
    onMove() {}, // it is not there long enough to remember where
    onJump: () => guard?.moved(),
  });
  const { title, hint } = WORDS.offer;
  createAlarm(signal, () => draw(WORDS.told.error(title, hint))).set(Date.now() + TELL_AFTER);
  return {
    moveTo: placement.moveTo,
    avoid: placement.avoid,
    dispose() {
      lifetime.abort();
      placement.dispose();
      render(null, stage);
      host.dispose();
    },
  };
}

function Offer({ told, onAnswer }: { readonly told: string; readonly onAnswer: (on: boolean) => void }) {
  const words = WORDS.offer;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: as the card. */}
      <div class="card offer" role="group" aria-label="EmojiGen">
        <span class="offer-face" aria-hidden="true">
          {FACE_ICON}
        </span>
        <Text class="offer-title" text={words.title} />
        <Text class="offer-hint" text={words.hint} />
        <span class="offer-row">
          <button
            type="button"
            class="quiet-button offer-no"
            aria-label={words.no}
            onClick={() => onAnswer(false)}
          >
            <Text text={words.no} />
          </button>
          <button
            type="button"
            class="main-button offer-yes"
            aria-label={words.yes}
            onClick={() => onAnswer(true)}
          >
            <Text text={words.yes} />
          </button>
        </span>
      </div>
      <div class="told" role="status" aria-live="polite">
        <Text text={told} />
      </div>
    </>
  );
}
