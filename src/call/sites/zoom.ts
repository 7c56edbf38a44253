import { createSite } from './create';
import { ZOOM } from './selectors/zoom';

const CALL = /^\/(?:wc\/\d+\/(?:start|join)|wc\/join\/\d+|wc\/\d+|j\/\d+|w\/\d+)/;

/**
 * Zoom's web client. Its pages stand in an `iframe` of the same origin, sometimes at the top: whichever frame has the
 * camera is the one EmojiGen works in.
 */
export const zoom = createSite({
  id: 'zoom',
  name: 'Zoom',
  hosts: ['.zoom.us'],
  elements: ZOOM,
  isCallPlace: ({ pathname }) => CALL.test(pathname),
  titleNoise: /\s*[-–]\s*Zoom\s*$|^Zoom( Meeting)?$/,
});
