const PADDING = 5;
const GRIP = 16;

/** Fixed width of the card, whatever its text: a page can measure it. */
const WIDTH = 300;

export const CARD_CSS = `
.card {
  pointer-events: auto;
  position: relative;
  z-index: 1;
  box-sizing: border-box;
  width: ${WIDTH}px;
  max-width: calc(100vw - 16px);
  padding: ${PADDING}px;
  border: 1px solid var(--eg-edge);
  border-radius: 24px;
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
.card[data-kind="paused"], .card[data-kind="off"], .card[data-kind="unseen"] { --eg-tone: var(--eg-quiet); }
[data-dragging] .card { cursor: grabbing; }
/*
 * The largest text of every card, in the colour of what is behind it. Browsers tell a page the size of the largest text that
 * they paint, also in closed shadow roots; without this one it would be the size of a word that depends on the expression.
 */
.card::before {
  content: "MMMM" / "";
  position: absolute;
  inset: 0;
  z-index: -1;
  overflow: hidden;
  border-radius: inherit;
  font: 700 120px/1 system-ui, sans-serif;
  white-space: nowrap;
  color: var(--eg-surface);
  pointer-events: none;
  forced-color-adjust: none;
}
.row { display: flex; align-items: center; height: 42px; }

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
.button:last-child { margin-inline-end: 4px; }
.icon { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.icon .filled { fill: currentColor; }
.more .icon { transition: rotate .18s ease; }
.card[data-open="true"] .more .icon { rotate: 180deg; }

.badge { position: relative; flex: none; display: grid; place-items: center; width: 40px; height: 40px; color: var(--eg-quiet); }
.badge > .icon { width: 22px; height: 22px; }
.card[data-kind="error"] .badge { color: var(--eg-error); }
canvas.small { animation: eg-swap .22s ease-out; }

.label { flex: 1; min-width: 0; display: grid; gap: 1px; padding: 0 4px 0 8px; }
.line { display: flex; align-items: center; gap: 7px; min-width: 0; }
.text, .sub { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.sub { font-weight: 400; font-size: 11.5px; color: var(--eg-quiet); }
.sub .icon { width: 13px; height: 13px; margin-inline-end: 5px; vertical-align: -2.5px; }
.others { display: block; height: 1.35em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.dot { flex: none; width: 7px; height: 7px; border-radius: 50%; background: var(--eg-tone); transition: background .2s; }
.card[data-tone="busy"] .dot { animation: eg-breathe 1.6s ease-in-out infinite; }

.second { display: grid; height: 40px; }
.second > * { grid-area: 1 / 1; min-width: 0; }
.second > [inert] { opacity: 0; pointer-events: none; }
.favourites { display: flex; align-items: center; justify-content: space-between; padding: 0 8px 0 18px; }
.favourite { width: 36px; height: 34px; border-radius: 12px; }
.favourite:hover { background: var(--eg-hover); }

.glimpse { display: grid; grid-template-columns: 96px minmax(0, 1fr); align-items: center; gap: 12px; height: 66px; padding: 5px 11px 7px; }
.glimpse .screen { position: relative; display: grid; place-items: center; width: 96px; height: 54px; border-radius: 10px; overflow: hidden; background: var(--eg-track); color: var(--eg-quiet); }
.glimpse canvas { position: absolute; inset: 0; width: 96px; height: 54px; }
.glimpse .others { display: -webkit-box; height: auto; max-height: 54px; font-weight: 400; font-size: 12.5px; white-space: normal; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow-wrap: anywhere; text-wrap: balance; }

.notice { width: 0; min-width: 100%; box-sizing: border-box; margin: 0; padding: 3px 11px 8px; font-weight: 400; font-size: 12.5px; overflow-wrap: anywhere; text-wrap: pretty; }
.details { padding: 7px 11px 6px; font-weight: 400; font-size: 12.5px; color: var(--eg-quiet); }
.body { height: 172px; overflow: hidden auto; }
.details p { margin: 0; overflow-wrap: anywhere; text-wrap: pretty; }
.retry { margin-top: 9px; padding: 5px 14px; border-radius: 14px; font-weight: 600; color: var(--eg-surface); background: var(--eg-text); }
.retry:hover { opacity: .88; }
.retry:focus-visible { outline-offset: 2px; }
.turn-off { margin-inline-start: -8px; padding: 5px 8px; border-radius: 12px; color: var(--eg-text); }
.turn-off:hover { background: var(--eg-hover); }
.bars { margin: 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(72px, auto) minmax(40px, 1fr) minmax(42px, auto); }
.bars li { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: center; min-height: 20px; }
.bars li > :first-child { padding-inline-end: 8px; overflow-wrap: anywhere; }
.bar { height: 4px; border-radius: 2px; overflow: hidden; background: var(--eg-track); }
.bar > span { display: block; height: 100%; border-radius: 2px; transform-origin: left; transition: transform .15s linear; }
.bar > span:dir(rtl) { transform-origin: right; }
.settled { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 2px 12px; margin-top: 5px; padding-top: 6px; border-top: 1px solid var(--eg-track); }
.next { display: grid; grid-template-columns: auto 44px; align-items: center; gap: 8px; }
.share { padding-inline-start: 6px; text-align: end; font-variant-numeric: tabular-nums; }

.hidden-card { font-weight: 400; display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 6px 8px 6px 16px; }
.undo { padding: 6px 14px; border-radius: 16px; font-weight: 650; background: var(--eg-hover); }
.undo:hover { background: var(--eg-track); }

/* Not from 0: what is painted invisibly is not counted among the painted text (see .card::before). */
@keyframes eg-appear { from { opacity: .02; } }
@keyframes eg-swap { from { opacity: 0; scale: .82; } }
@keyframes eg-breathe { 50% { opacity: .35; } }
@media (prefers-reduced-motion: reduce) {
  canvas.small { animation-name: eg-appear; }
  .bar > span, .more .icon { transition: none; }
}
@media (forced-colors: active) {
  .card { border-color: CanvasText; }
  .dot, .bar > span { forced-color-adjust: none; }
}
`;
