/** What may go wrong between the camera and the analysis, in words for the user. */
import { translated } from '../language/translated';

export const WORDS = translated('frames', {
  unsupported: 'This browser cannot read camera frames in a call. A newer version may.',
  notStarted: 'The analysis could not be started.',
  stopped: 'The analysis stopped. Starting it again.',
  unreadable: (why: string) => `The camera pictures cannot be analysed: ${why}`,
  damaged: 'they arrive damaged.',
  changed:
    'Another extension or this page changes your camera picture before EmojiGen gets it, so EmojiGen cannot work here. Turn that off, then reload the page.',
  /** With a mask on: what is sent is not the camera's own picture. */
  effect:
    'This page draws your camera picture itself, so EmojiGen covers the whole picture. Turn your camera off and on again in the call, and your avatar follows your face.',
  noPage: 'EmojiGen could not start its analysis page. Try again, or restart the browser.',
  noBrowser: 'This browser is too old for EmojiGen. Update it to use EmojiGen in calls.',
});
