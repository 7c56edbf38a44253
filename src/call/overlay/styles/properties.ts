/**
 * Names of the card's custom properties, random for each page. A page can register any name that it knows
 * (`CSS.registerProperty`) as not inherited and with its own initial value, even for closed shadow roots: it could make the
 * card's surface or words transparent.
 */
const PREFIX = `--${crypto.randomUUID().slice(0, 8)}-`;

/** The prefix in the style sheets of this folder. */
const WRITTEN = '--eg-';

/** @param name as in the style sheets, without the prefix */
export const property = (name: string): string => PREFIX + name;

/** Replaces the prefix in `css` with this page's. */
export const withProperties = (css: string): string => css.replaceAll(WRITTEN, PREFIX);
