/** The question, which replaces the favourites. */
export const ASK_CSS = `
.ask { display: flex; align-items: center; gap: 6px; padding: 0 6px 0 12px; }
.ask:not([inert]) { animation: eg-appear .2s ease-out; }
.yes { flex: 1 1 auto; min-width: 0; display: flex; align-items: center; gap: 8px; height: 38px; padding: 0 14px 0 0; border-radius: 20px; font-weight: 650; background: var(--eg-hover); }
.yes .badge { width: 38px; height: 38px; }
.yes:hover { background: var(--eg-track); }
.no { flex: 0 1 auto; min-width: 0; height: 34px; padding: 0 12px; border-radius: 17px; color: var(--eg-quiet); }
.no:hover { background: var(--eg-hover); color: var(--eg-text); }
.ask .says { max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
`;
