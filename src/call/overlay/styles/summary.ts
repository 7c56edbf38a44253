/** The summary after a call. All heights are fixed: its size says nothing about the call. */
export const SUMMARY_CSS = `
.summary { padding: 10px 12px 12px 16px; }
.summary:dir(rtl) { padding: 10px 16px 12px 12px; }
.summary-head { display: flex; align-items: center; height: 30px; gap: 8px; }
.summary .says { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0; }
.summary-title { font-weight: 700; font-size: 14px; }
.summary-time { flex: 1; font-weight: 400; color: var(--eg-quiet); }
.summary-head .button { margin: 0; }
.figures { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 10px; height: 62px; margin: 4px 0 0; padding: 0; list-style: none; }
.figures li { min-width: 0; }
.figure { display: block; height: 30px; font-size: 21px; line-height: 30px; font-weight: 700; font-variant-numeric: tabular-nums; }
.figure-emoji { display: flex; align-items: center; gap: 3px; }
.sticker { width: 24px; height: 24px; }
.summary .figure-label { display: block; height: 30px; font-size: 11.5px; line-height: 15px; font-weight: 400; color: var(--eg-quiet); white-space: normal; }
.timeline { display: flex; align-items: flex-end; gap: 2px; height: 30px; margin-top: 8px; }
.timeline > span { flex: 1; height: 4px; border-radius: 2px; background: var(--eg-track); }
.timeline > [data-kind="neutral"] { height: 11px; opacity: .4; }
.timeline > [data-kind="shown"] { height: 30px; }
.summary-foot { display: flex; justify-content: space-between; gap: 4px; height: 32px; margin-top: 8px; }
.summary-foot button { padding: 0 12px; white-space: nowrap; }
.summary-foot .quiet-button { min-width: 0; margin-inline-start: -6px; padding: 0 6px; font-size: 12px; font-weight: 400; color: var(--eg-quiet); }
.summary-foot .main-button { flex: none; }
.summary .summary-caption { display: block; height: 16px; margin-top: 4px; font-weight: 400; font-size: 11.5px; line-height: 16px; color: var(--eg-quiet); }

@media (forced-colors: active) { .timeline > span { forced-color-adjust: none; } }
`;
