/** The colours a user may choose. */

export interface Tint {
  readonly light: string;
  readonly base: string;
  readonly deep: string;
  /** Lines and shadows. */
  readonly line: string;
  /** `r g b` of red cheeks on it. */
  readonly blush: string;
}

export const COLOURS = ['own', 'rose', 'sky', 'mint', 'lilac', 'graphite'] as const;
export type ColourId = (typeof COLOURS)[number];

/** `own` is each character's own. */
export const TINTS: Readonly<Record<Exclude<ColourId, 'own'>, Tint>> = {
  rose: { light: '#ffd0dc', base: '#ff8fab', deep: '#d6457a', line: '#6b1538', blush: '225 29 90' },
  sky: { light: '#c8ecff', base: '#5bb8f5', deep: '#1f6fc9', line: '#0f2f66', blush: '240 90 140' },
  mint: { light: '#d3f9e3', base: '#5fd6a0', deep: '#1d9468', line: '#0b4631', blush: '255 110 120' },
  lilac: { light: '#e9dcff', base: '#b794f6', deep: '#7143c9', line: '#361a6e', blush: '255 90 150' },
  graphite: { light: '#aab4c6', base: '#6b7689', deep: '#363f50', line: '#161b26', blush: '255 110 120' },
};
