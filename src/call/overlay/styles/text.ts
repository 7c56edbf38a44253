/**
 * The text of `text.tsx`. Only generic font families: a page can declare a web font under any other name, with one file for
 * each letter, and see from the requests which letters and emoji the card shows.
 */
export const FONTS = 'system-ui, sans-serif';

export const TEXT_CSS = `
.says::before { content: attr(data-says); }
.glyph { font-family: ${FONTS}; font-variant-emoji: emoji; line-height: 1; }
`;
