/** The question below the card's row. */
export const ASK_CSS = `
.ask { display: flex; align-items: center; gap: 6px; padding: 6px 4px 4px 16px; animation: eg-appear .2s ease-out; }
.yes { flex: 1; display: flex; align-items: center; gap: 8px; padding: 2px 14px 2px 2px; border-radius: 22px; font-weight: 650; background: var(--eg-hover); }
.yes:hover { background: var(--eg-track); }
.no { padding: 8px 14px; border-radius: 18px; color: var(--eg-quiet); }
.no:hover { background: var(--eg-hover); color: var(--eg-text); }
.yes:active, .no:active { scale: .97; }
@media (prefers-reduced-motion: reduce) {
  .yes:active, .no:active { scale: none; }
}
`;
