import type { AvatarChoice } from '../../shared/avatar/choice';
import type { OutgoingState } from '../../shared/messages/background';
import { DRAWS_IN_VIDEO } from '../../shared/settings/abilities';
import type { MaskChoice, Outputs } from '../../shared/settings/schema';
import { AvatarPicker } from '../ui/avatar/picker';
import { WORDS as AVATAR } from '../ui/avatar/words';
import { Switch } from '../ui/switch';
import { WORDS } from './words';

const words = WORDS.outputs;

type Cover = Exclude<MaskChoice, 'off'>;

const COVERS: readonly Cover[] = ['blur', 'hold', 'black'];

export interface OutputsCardProps {
  readonly outputs: Outputs;
  readonly autoReactions: boolean;
  /** Whose picture others get; undefined where there is no camera. */
  readonly outgoing: OutgoingState | undefined;
  readonly onOutputs: (outputs: Outputs) => void;
  readonly avatar: AvatarChoice;
  readonly emojiUrl: (codePoints: string) => string;
  readonly onAvatar: (avatar: AvatarChoice) => void;
}

/** What others in the call get to see. */
export function OutputsCard(props: OutputsCardProps) {
  const { outputs, autoReactions, outgoing, onOutputs, avatar, emojiUrl, onAvatar } = props;
  const { video, mask } = outputs;
  const masks = mask !== 'off';
  // What was chosen elsewhere (settings can be taken along) must be possible to take back.
  if (!DRAWS_IN_VIDEO && !video && !masks && !avatar.companion) return null;
  const note = noteFor(outputs, avatar.companion, autoReactions, outgoing);
  return (
    <section class="card outputs" aria-labelledby="outputs-title">
      <h2 id="outputs-title">{words.title}</h2>
      <Switch
        label={words.video}
        hint={words.videoHint}
        on={video}
        onChange={(on) => onOutputs({ ...outputs, video: on })}
        testId="video-switch"
      />
      <Switch
        label={words.mask}
        hint={words.maskHint}
        on={mask !== 'off'}
        onChange={(on) => onOutputs({ ...outputs, mask: on ? 'blur' : 'off' })}
        testId="mask-switch"
      />
      {(DRAWS_IN_VIDEO || avatar.companion) && !masks && (
        <Switch
          label={AVATAR.companion}
          hint={AVATAR.companionHint}
          on={avatar.companion}
          onChange={(companion) => onAvatar({ ...avatar, companion })}
          testId="companion-switch"
        />
      )}
      {(masks || avatar.companion) && (
        <AvatarPicker avatar={avatar} masks={masks} emojiUrl={emojiUrl} onChange={onAvatar} />
      )}
      {mask !== 'off' && (
        <fieldset class="runs-on" data-testid="mask-cover">
          <legend>{words.cover}</legend>
          <div class="choices">
            {COVERS.map((cover) => (
              <label key={cover} class="choice">
                <input
                  type="radio"
                  name="cover"
                  value={cover}
                  checked={cover === mask}
                  onChange={() => onOutputs({ ...outputs, mask: cover })}
                />
                <span>{words.covers[cover]}</span>
              </label>
            ))}
          </div>
          <p class="hint">{words.coverHints[mask]}</p>
        </fieldset>
      )}
      {note && (
        <p class="hint" role="status" data-testid="outputs-note">
          {note}
        </p>
      )}
    </section>
  );
}

/** What stands between the choice and its effect, in plain words. */
function noteFor(
  { video, mask }: Outputs,
  companion: boolean,
  autoReactions: boolean,
  outgoing: OutgoingState | undefined,
) {
  if (!video && mask === 'off' && !companion) return null;
  if (!DRAWS_IN_VIDEO) return mask === 'off' ? words.notHere : words.notHereMasked;
  if (outgoing === 'camera') return words.notYet;
  if (outgoing === 'failed') return mask === 'off' ? words.failedPlain : words.failedCovered;
  return video && !autoReactions ? words.needsAuto : null;
}
