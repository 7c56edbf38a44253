import { ASK_CSS } from './ask';
import { CARD_CSS } from './card';
import { HOST_CSS } from './host';
import { OFFER_CSS } from './offer';
import { POP_CSS } from './pop';
import { withProperties } from './properties';
import { RING_CSS } from './ring';
import { SUMMARY_CSS } from './summary';
import { TEXT_CSS } from './text';
import { TOUR_CSS } from './tour';

/** Everything that applies inside the overlay's shadow root. */
export const OVERLAY_CSS = withProperties(
  HOST_CSS + TEXT_CSS + CARD_CSS + RING_CSS + ASK_CSS + POP_CSS + OFFER_CSS + TOUR_CSS + SUMMARY_CSS,
);
