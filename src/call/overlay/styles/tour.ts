/**
 * The bubbles of the tour, below the card: nothing of the card moves. Each points at what it explains. The shadow falls
 * down only: browsers count one that reached the card as a cover, and the card takes no press through a cover.
 */
export const TOUR_CSS = `
.tour {
  pointer-events: auto;
  position: relative;
  z-index: 2;
  display: grid;
  gap: 3px;
  box-sizing: border-box;
  width: 300px;
  max-width: calc(100vw - 16px);
  margin-top: 10px;
  padding: 12px 10px 9px 15px;
  border-radius: 18px;
  background: var(--eg-accent);
  color: var(--eg-on-accent);
  box-shadow: 0 12px 16px -2px rgb(0 0 0 / .2);
  animation: eg-appear .2s ease-out;
}
.tour:dir(rtl) { padding: 12px 15px 9px 10px; }
.tour::before {
  content: "";
  position: absolute;
  top: -5px;
  inset-inline-start: 34px;
  width: 12px;
  height: 12px;
  rotate: 45deg;
  border-radius: 3px 0 0 0;
  background: inherit;
}
.tour[data-step="1"]::before { inset-inline-start: 84px; }
.tour[data-step="2"]::before { inset-inline-start: auto; inset-inline-end: 47px; }
.tour-title { font-weight: 700; }
.tour-text { font-weight: 400; font-size: 12.5px; overflow-wrap: anywhere; text-wrap: pretty; }
.tour-row { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 4px; margin-top: 6px; }
.tour-step { flex: 1; font-weight: 400; font-size: 12px; font-variant-numeric: tabular-nums; }
.tour .quiet-button:hover { background: rgb(255 255 255 / .16); }
.tour .main-button { background: var(--eg-on-accent); color: var(--eg-accent); }
.tour button:focus-visible { outline-color: var(--eg-on-accent); outline-offset: 2px; }
[data-tour="0"] .badge, [data-tour="1"] .label, [data-tour="2"] .pause { outline: 2px solid var(--eg-accent); outline-offset: 1px; border-radius: 14px; }
[data-tour="0"] .badge { border-radius: 50%; outline-offset: -1px; }
[data-tour="2"] .pause { border-radius: 50%; color: var(--eg-text); }
@media (forced-colors: active) { .tour { border: 1px solid CanvasText; } }
`;
