import { POP_DURATION, POP_SIZE } from '../../../shared/emoji/pops';

/** Apart from each other, in pixels: they may overlap, but each can be made out. */
const SPREAD = 76;

/** Springs out of the badge, rests beside the card, drifts up and fades. */
export const POP_CSS = `
.pop {
  --eg-x: calc(var(--eg-to-x) + var(--eg-slot) * var(--eg-direction) * ${SPREAD}px);
  position: absolute;
  left: ${-POP_SIZE / 2}px;
  top: ${-POP_SIZE / 2}px;
  width: ${POP_SIZE}px;
  height: ${POP_SIZE}px;
  display: grid;
  place-items: center;
  line-height: 1;
  pointer-events: none;
  filter: drop-shadow(0 6px 14px rgb(0 0 0 / .28));
  transform: translate(var(--eg-x), var(--eg-to-y));
  animation: eg-pop ${POP_DURATION}ms both;
}
@keyframes eg-pop {
  0% {
    transform: translate(var(--eg-from-x), var(--eg-from-y)) scale(.2) rotate(-14deg);
    opacity: 0;
    animation-timing-function: cubic-bezier(.16, .84, .36, 1);
  }
  6% { opacity: 1; }
  15% {
    transform: translate(var(--eg-x), var(--eg-to-y)) scale(1.12) rotate(6deg);
    animation-timing-function: ease-in-out;
  }
  23% {
    transform: translate(var(--eg-x), var(--eg-to-y)) scale(.96) rotate(-2.5deg);
    animation-timing-function: ease-in-out;
  }
  31% {
    transform: translate(var(--eg-x), var(--eg-to-y));
    animation-timing-function: ease-in;
  }
  70% { opacity: 1; }
  100% {
    transform: translate(var(--eg-x), calc(var(--eg-to-y) - 34px)) scale(.94);
    opacity: 0;
  }
}
@keyframes eg-pop-still { 0%, 100% { opacity: 0; } 12%, 75% { opacity: 1; } }
@media (prefers-reduced-motion: reduce) {
  .pop { animation-name: eg-pop-still; }
}
`;
