/**
 * Names of the card's custom properties, other ones in each page. A page may register any name that it knows
 * (`CSS.registerProperty`) as one that is not inherited, with a value of its own, also for closed shadow roots: it
 * could make the card's surface or its words transparent.
 */
const PREFIX = `--${crypto.randomUUID().slice(0, 8)}-`;

/** How the style sheets of this folder write it. */
const WRITTEN = '--eg-';

/** @param name as in the style sheets, without its prefix */
export const property = (name: string): string => PREFIX + name;

/** `css` with the names of this page. */
export const withProperties = (css: string): string => css.replaceAll(WRITTEN, PREFIX);
