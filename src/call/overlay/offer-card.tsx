/** The offer to turn EmojiGen on, in a first call on a site where it is off. */
import type { OverlayInternals } from '.';
import { FACE_ICON } from './icons';
import { createSmallCard, type SmallCard } from './small-card';
import { Text } from './text';
import { WORDS } from './words';

export type OfferCard = Pick<SmallCard, 'moveTo' | 'avoid' | 'dispose'>;

/** @param onAnswer whether the user wants it here; called by a press of the user only */
export function createOfferCard(
  document: Document,
  onAnswer: (on: boolean) => void,
  internals: OverlayInternals = {},
): OfferCard {
  const { title, hint } = WORDS.offer;
  const card = createSmallCard(document, WORDS.told.error(title, hint), internals);
  card.draw(<Offer onAnswer={onAnswer} />);
  return card;
}

function Offer({ onAnswer }: { readonly onAnswer: (on: boolean) => void }) {
  const words = WORDS.offer;
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the card.
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
  );
}
