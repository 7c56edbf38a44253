import { POP_DURATION, POP_SIZE } from '../../../shared/emoji/pops';

/** Distance between emoji in pixels: they may overlap but stay distinguishable. */
const SPREAD = 76;
/** Distance from the card to a resting emoji, and from there to the end of its path. Pixels. */
const GAP = 10;
const DRIFT = 22;
/** Rotated and stretched, an emoji reaches this far beyond its side. Pixels. */
const SWING = 16;
const REACH = GAP + POP_SIZE + DRIFT + SWING;

/**
 * The emoji springs out from behind the card, rests beside it, drifts away and fades. All of that happens in a box that
 * always exists: an IntersectionObserver that tracks visibility tells a page what covers its own elements.
 */
export const POP_CSS = `
.theatre {
  --eg-away: 1;
  position: absolute;
  inset: 0 ${-SWING}px ${-REACH}px;
  contain: strict;
  overflow: clip;
  pointer-events: none;
}
[data-side="above"] .theatre { --eg-away: -1; inset: ${-REACH}px ${-SWING}px 0; }
.pop {
  position: absolute;
  inset-inline-start: calc(${SWING}px + var(--eg-slot) * ${SPREAD}px);
  bottom: ${SWING + DRIFT}px;
  width: ${POP_SIZE}px;
  height: ${POP_SIZE}px;
  display: grid;
  place-items: center;
  line-height: 1;
  filter: drop-shadow(0 6px 14px rgb(0 0 0 / .28));
  animation: eg-pop ${POP_DURATION}ms both;
}
[data-side="above"] .pop { bottom: auto; top: ${SWING + DRIFT}px; }
@keyframes eg-pop {
  0% {
    transform: translateY(calc(var(--eg-away) * ${-(POP_SIZE + GAP) / 1.2}px)) scale(.3) rotate(-14deg);
    opacity: 0;
    animation-timing-function: cubic-bezier(.16, .84, .36, 1);
  }
  6% { opacity: 1; }
  15% { transform: scale(1.1) rotate(6deg); animation-timing-function: ease-in-out; }
  23% { transform: scale(.96) rotate(-2.5deg); animation-timing-function: ease-in-out; }
  31% { transform: none; animation-timing-function: ease-in; }
  70% { opacity: 1; }
  100% { transform: translateY(calc(var(--eg-away) * ${DRIFT}px)) scale(.94); opacity: 0; }
}
@keyframes eg-pop-still { 0%, 100% { opacity: 0; } 12%, 75% { opacity: 1; } }
@media (prefers-reduced-motion: reduce) {
  .pop { animation-name: eg-pop-still; }
}
`;
