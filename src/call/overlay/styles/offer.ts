/** The offer in a first call, and the two kinds of buttons that it shares with the tour. */
export const OFFER_CSS = `
.quiet-button, .main-button { min-height: 32px; padding: 0 14px; border-radius: 16px; font-weight: 600; }
.quiet-button:hover { background: var(--eg-hover); }
.main-button { background: var(--eg-accent); color: var(--eg-on-accent); }
.main-button:hover { opacity: .9; }
.main-button:focus-visible { outline-offset: 2px; }
.offer { display: grid; grid-template-columns: auto 1fr; gap: 1px 11px; padding: 13px 13px 10px 15px; }
.offer:dir(rtl) { padding: 13px 15px 10px 13px; }
.offer-face { grid-row: 1 / 3; display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%; background: var(--eg-accent); color: var(--eg-on-accent); }
.offer-face .icon { width: 24px; height: 24px; }
.offer-title { font-weight: 650; font-size: 14px; }
.offer-hint { font-weight: 400; font-size: 12px; color: var(--eg-quiet); text-wrap: pretty; }
.offer-row { grid-column: 1 / -1; display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 4px; margin-top: 9px; }
`;
