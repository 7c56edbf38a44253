import { createSite } from './create';
import { ZOOM } from './selectors/zoom';

const CALL = /^\/(?:wc\/\d+\/(?:start|join)|wc\/join\/\d+|wc\/\d+|j\/\d+|w\/\d+)/;

/**
 * Zoom's web client. Its pages are in an `iframe` of the same origin, or sometimes at the top: EmojiGen works in the frame
 * that has the camera.
 */
export const zoom = createSite({
  id: 'zoom',
  name: 'Zoom',
  hosts: ['.zoom.us'],
  elements: ZOOM,
  isCallPlace: ({ pathname }) => CALL.test(pathname),
  titleNoise: /\s*[-–]\s*Zoom\s*$|^Zoom( Meeting)?$/,
});
