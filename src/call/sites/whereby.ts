import { createSite } from './create';
import { WHEREBY } from './selectors/others';

const PAGES = /^\/(?:user|information|login|blog|org)(?:\/|$)/;

/** Whereby: one path, one room. */
export const whereby = createSite({
  id: 'whereby',
  name: 'Whereby',
  hosts: ['.whereby.com'],
  elements: WHEREBY,
  isCallPlace: ({ pathname }) => pathname.length > 1 && !PAGES.test(pathname),
  titleNoise: /\s*[-–|]\s*Whereby\s*$|^Whereby$/,
});
