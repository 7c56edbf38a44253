/** What others in the call see of the user, as the card says it. */
import type { OutgoingState } from '../shared/messages/background';
import type { VideoOutputs } from '../shared/settings/schema';

/**
 * `camera`: the camera's own picture. `reactions`: the same, with emoji popping up in it. `mask`: an emoji covers the
 * face. `blurred`, `black`, `held`: a blurred, a black, or the last covered picture. `avatar`: a drawn figure.
 */
export const OTHERS_SEE = ['camera', 'reactions', 'mask', 'blurred', 'black', 'held', 'avatar'] as const;
export type OthersSee = (typeof OTHERS_SEE)[number];

/**
 * @param outgoing null where the page was given no camera through us
 * @param faceFound whether the mask has a face to cover now
 */
export function othersSee(
  outputs: VideoOutputs,
  outgoing: OutgoingState | null,
  faceFound: boolean,
): OthersSee {
  if (outputs.mask !== 'off' && outgoing === 'failed') return 'black';
  if (outgoing !== 'ours') return 'camera';
  if (outputs.mask === 'off') return outputs.video ? 'reactions' : 'camera';
  if (faceFound) return 'mask';
  return outputs.mask === 'hold' ? 'held' : outputs.mask === 'blur' ? 'blurred' : 'black';
}
