import { FONTS } from './text';

/**
 * The host and the theme. In a shadow root `!important` beats the page's own `!important`, inline styles included, so no
 * page rule can hide, move or restyle the host. No backdrop: although transparent, it covers the whole page, and a browser
 * refuses clicks on a covered `<usermedia>`. No blur behind the card: it would be redrawn for each frame of the video
 * below.
 */
export const HOST_CSS = `
:host {
  all: initial !important;
  direction: ltr !important;
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  overflow: visible !important;
  pointer-events: none !important;
  z-index: 2147483647 !important;
}
:host::backdrop { display: none !important; }
@media print { :host { display: none !important; } }
*, *::before, *::after { box-sizing: border-box; }
.stage {
  display: block !important;
  color-scheme: light dark;
  --eg-surface: light-dark(#fff, rgb(27 29 35));
  --eg-edge: light-dark(rgb(16 24 40 / .1), rgb(255 255 255 / .13));
  --eg-text: light-dark(#1d2433, #eef1f6);
  --eg-quiet: light-dark(#5b6577, #a9b2c3);
  --eg-hover: light-dark(rgb(16 24 40 / .07), rgb(255 255 255 / .1));
  --eg-track: light-dark(rgb(16 24 40 / .09), rgb(255 255 255 / .13));
  --eg-focus: light-dark(#2563eb, #8ab4ff);
  --eg-accent: light-dark(#4f46e5, #a5b4fc);
  --eg-on-accent: light-dark(#ffffff, #14161d);
  --eg-ok: light-dark(#14915a, #3fd28b);
  --eg-busy: light-dark(#2563eb, #78aaff);
  --eg-warn: light-dark(#b57600, #ffc83d);
  --eg-error: light-dark(#d92d20, #ff7a6b);
  position: fixed;
  top: 0;
  left: 0;
  width: max-content;
  font: 500 13px/1.35 ${FONTS};
  color: var(--eg-text);
  -webkit-font-smoothing: antialiased;
}
.told {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`;
