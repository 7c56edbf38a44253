/**
 * The ring of `ring.tsx`. It only rotates and fades: the browser animates both without the page's main thread. The halves
 * overlap slightly to hide the seam.
 */
export const RING_CSS = `
.ring, .half, .half > span { position: absolute; inset: 0; }
.ring { --eg-fill: var(--eg-ring); }
.ring::before { content: ""; position: absolute; inset: 1px; border: 2px solid var(--eg-track); border-radius: 50%; }
.half { clip-path: inset(0 0 0 calc(50% - .25px)); transition: opacity .1s; }
.half.second { clip-path: inset(0 calc(50% - .25px) 0 0); }
.half > span { inset: 1px; border: 2px solid var(--eg-fill); border-radius: 50%; clip-path: inset(0 calc(50% - .25px) 0 0); transition: rotate .14s linear; }
.half.second > span { clip-path: inset(0 0 0 calc(50% - .25px)); }
.ring[data-kind="busy"] { animation: eg-turn 1.1s linear infinite; }
.ring[data-kind="drain"] { --eg-fill: var(--eg-busy); }
.ring[data-kind="drain"] .half > span { animation: eg-drain linear both; }
@keyframes eg-turn { to { rotate: 360deg; } }
@keyframes eg-drain { 99% { opacity: 1; } to { rotate: 0deg; opacity: 0; } }
@media (prefers-reduced-motion: reduce) {
  .ring[data-kind="busy"] { animation: eg-breathe 2.4s ease-in-out infinite; }
  .ring[data-kind="drain"] .half > span { animation-timing-function: steps(3, end); }
  .half, .half > span { transition: none; }
}
@media (forced-colors: active) {
  .ring { forced-color-adjust: none; }
}
`;
