/**
 * The words of `text.tsx`. Only generic font families: a page may declare a web font by any other name, one file for each
 * letter, and would see from what is fetched which letters and emoji the card shows.
 */
export const FONTS = 'system-ui, sans-serif';

export const TEXT_CSS = `
.says::before { content: attr(data-says); }
.glyph { font-family: ${FONTS}; font-variant-emoji: emoji; line-height: 1; }
`;
