/** What others in the call see of the user, as the card says it. */
import type { AvatarChoice } from '../shared/avatar/choice';
import type { OthersSee, OutgoingState } from '../shared/messages/call-tab';
import type { VideoOutputs } from '../shared/settings/schema';

/** As `OthersSee`; `reactions`: the camera's own picture, with emoji popping up in it. */
export type SeenByOthers = OthersSee | 'reactions';

/**
 * @param outgoing null if the page was given no camera through EmojiGen
 * @param shown what the last outgoing picture showed; null before the first one
 */
export function seenByOthers(
  outputs: VideoOutputs,
  { companion }: Pick<AvatarChoice, 'companion'>,
  outgoing: OutgoingState | null,
  shown: OthersSee | null,
): SeenByOthers {
  const { mask, video } = outputs;
  if (mask !== 'off' && (outgoing === 'failed' || outgoing === 'unable')) return 'black';
  if (outgoing !== 'ours') return 'camera';
  if (mask === 'off') {
    if (companion) return 'companion';
    return video ? 'reactions' : 'camera';
  }
  // It starts covered.
  return shown ?? (mask === 'blur' ? 'blurred' : 'black');
}
