/** What others in the call see of the user, as the card says it. */
import type { AvatarChoice } from '../shared/avatar/choice';
import type { OthersSee, OutgoingState } from '../shared/messages/background';
import type { VideoOutputs } from '../shared/settings/schema';

/** As `OthersSee`; `reactions`: the camera's own picture, with emoji popping up in it. */
export type SeenByOthers = OthersSee | 'reactions';

/**
 * @param outgoing null if the page was given no camera through EmojiGen
 * @param faceFound whether the mask has a face to cover now
 */
export function seenByOthers(
  outputs: VideoOutputs,
  { figure, companion }: Pick<AvatarChoice, 'figure' | 'companion'>,
  outgoing: OutgoingState | null,
  faceFound: boolean,
): SeenByOthers {
  const { mask, video } = outputs;
  if (mask !== 'off' && outgoing === 'failed') return 'black';
  if (outgoing !== 'ours') return 'camera';
  if (mask === 'off') {
    if (companion) return 'companion';
    return video ? 'reactions' : 'camera';
  }
  if (faceFound) return figure === 'still' ? 'mask' : 'avatar';
  if (mask === 'hold') return 'held';
  return mask === 'blur' ? 'blurred' : 'black';
}
