import type { Rect } from '../../../shared/types';

const PADDING = 5;
const GRIP = 16;

/** The small emoji, relative to the card's corner; from right to left, to its top right corner. */
export const BADGE: Rect = { x: PADDING + GRIP + 1, y: PADDING + 1, width: 40, height: 40 };

export const CARD_CSS = `
.card {
  pointer-events: auto;
  position: relative;
  max-width: 320px;
  padding: ${PADDING}px;
  border: 1px solid var(--eg-edge);
  border-radius: 26px;
  background: var(--eg-surface);
  box-shadow: 0 1px 2px rgb(0 0 0 / .14), 0 6px 20px rgb(0 0 0 / .2);
  cursor: grab;
  touch-action: none;
  user-select: none;
  -webkit-user-select: none;
  animation: eg-appear .2s ease-out;
}
.card[data-tone="ok"] { --eg-tone: var(--eg-ok); }
.card[data-tone="busy"] { --eg-tone: var(--eg-busy); }
.card[data-tone="warn"] { --eg-tone: var(--eg-warn); }
.card[data-tone="error"] { --eg-tone: var(--eg-error); }
.card[data-open="true"] { min-width: 264px; }
.card[data-kind="paused"], .card[data-kind="off"] { --eg-tone: var(--eg-quiet); }
[data-dragging] .card { cursor: grabbing; }
.row { display: flex; align-items: center; }

button {
  all: unset;
  box-sizing: border-box;
  flex: none;
  display: grid;
  place-items: center;
  cursor: pointer;
}
button:focus-visible { outline: 2px solid var(--eg-focus); outline-offset: -1px; }
.grip { width: ${GRIP}px; height: 40px; border-radius: 12px; cursor: inherit; color: var(--eg-quiet); opacity: .55; }
.card:hover .grip, .grip:focus-visible { opacity: 1; }
.dots { width: 7px; height: 14px; fill: currentColor; }
.button { width: 28px; height: 28px; border-radius: 50%; color: var(--eg-quiet); }
.button:hover { background: var(--eg-hover); color: var(--eg-text); }
.button:active { scale: .94; }
.button:last-child { margin-inline-end: 4px; }
.icon { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.icon .filled { fill: currentColor; }
.more .icon { transition: rotate .18s ease; }
.card[data-open="true"] .more .icon { rotate: 180deg; }

.badge { position: relative; flex: none; display: grid; place-items: center; width: 40px; height: 40px; color: var(--eg-quiet); }
.badge > .icon { width: 22px; height: 22px; }
.card[data-kind="error"] .badge { color: var(--eg-error); }
.small { font-size: 22px; line-height: 1; }
img.small { animation: eg-swap .22s ease-out; }

.label { flex: 1; display: flex; align-items: center; gap: 7px; min-width: 106px; padding: 0 6px 0 8px; }
.text { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.dot { flex: none; width: 7px; height: 7px; border-radius: 50%; background: var(--eg-tone); transition: background .2s; }
.card[data-tone="busy"] .dot { animation: eg-breathe 1.6s ease-in-out infinite; }

.notice { width: 0; min-width: 100%; box-sizing: border-box; margin: 0; padding: 3px 11px 8px; font-weight: 400; font-size: 12.5px; overflow-wrap: anywhere; text-wrap: pretty; }
.details { width: 0; min-width: 100%; padding: 7px 11px 9px; font-weight: 400; font-size: 12.5px; color: var(--eg-quiet); }
.details p { margin: 0; overflow-wrap: anywhere; text-wrap: pretty; }
.retry { margin-top: 9px; padding: 5px 14px; border-radius: 14px; font-weight: 600; color: var(--eg-surface); background: var(--eg-text); }
.retry:hover { opacity: .88; }
.retry:focus-visible { outline-offset: 2px; }
.bars { margin: 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(72px, auto) minmax(40px, 1fr) minmax(42px, auto); }
.bars li { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: center; min-height: 20px; }
.bars li > :first-child { padding-inline-end: 8px; overflow-wrap: anywhere; }
.bar { height: 4px; border-radius: 2px; overflow: hidden; background: var(--eg-track); }
.bar > span { display: block; height: 100%; border-radius: 2px; transform-origin: left; transition: transform .15s linear; }
.bar > span:dir(rtl) { transform-origin: right; }
.settled { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 2px 12px; margin-top: 5px; padding-top: 6px; border-top: 1px solid var(--eg-track); }
.next { display: grid; grid-template-columns: auto 44px; align-items: center; gap: 8px; }
.left { flex: none; font-weight: 400; font-size: 12px; color: var(--eg-quiet); white-space: nowrap; }
.share { padding-inline-start: 6px; text-align: end; font-variant-numeric: tabular-nums; }

@keyframes eg-appear { from { opacity: 0; } }
@keyframes eg-swap { from { opacity: 0; scale: .82; } }
@keyframes eg-breathe { 50% { opacity: .35; } }
@media (prefers-reduced-motion: reduce) {
  img.small { animation-name: eg-appear; }
  .button:active { scale: none; }
  .bar > span, .more .icon { transition: none; }
}
@media (forced-colors: active) {
  .card { border-color: CanvasText; }
  .dot, .bar > span { forced-color-adjust: none; }
}
`;
