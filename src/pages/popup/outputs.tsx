import type { AvatarChoice } from '../../shared/avatar/choice';
import type { CallSite, OthersSee, OutgoingState } from '../../shared/messages/background';
import { DRAWS_IN_VIDEO } from '../../shared/settings/abilities';
import type { MaskChoice, Outputs } from '../../shared/settings/schema';
import { WORDS as AVATAR } from '../ui/avatar/words';
import { Switch } from '../ui/switch';
import { othersSee } from './view';
import { WORDS } from './words';

const words = WORDS.outputs;

type Cover = Exclude<MaskChoice, 'off'>;

const COVERS: readonly Cover[] = ['blur', 'hold', 'black'];

/** What is seen when no mask can be drawn: told apart from what was chosen. */
const COVERED = ['blurred', 'black', 'held'] as const;

export interface OutputsCardProps {
  readonly outputs: Outputs;
  readonly avatar: AvatarChoice;
  readonly autoReactions: boolean;
  /** Whose picture others get; undefined if there is no camera. */
  readonly outgoing: OutgoingState | undefined;
  /** What the far end gets at this moment; undefined if that is not known. */
  readonly seen: OthersSee | undefined;
  /** What the call tab says about its site; null if nobody says anything. */
  readonly callSite: CallSite | null;
  readonly onOutputs: (outputs: Outputs) => void;
  readonly onAvatar: (avatar: AvatarChoice) => void;
}

/** What others in the call get to see. */
export function OutputsCard(props: OutputsCardProps) {
  const { outputs, avatar, autoReactions, outgoing, seen, callSite, onOutputs, onAvatar } = props;
  const { video, mask } = outputs;
  const masks = mask !== 'off';
  const covered = COVERED.find((each) => each === seen);
  const reacts = callSite?.reacts === true;
  // What was chosen elsewhere (settings can be taken along) must be possible to take back.
  const draws = DRAWS_IN_VIDEO || video || masks || avatar.companion;
  if (!draws && !reacts) return null;
  const note = noteFor(outputs, avatar.companion, autoReactions, outgoing);
  return (
    <section class="card outputs" aria-labelledby="outputs-title">
      <div class="others">
        <h2 id="outputs-title">{words.title}</h2>
        {outgoing !== undefined && (
          <p class="others-see" data-testid="others-see">
            {othersSee(outputs, avatar, autoReactions, outgoing, callSite)}
          </p>
        )}
      </div>
      {covered && (
        <p class="hint" role="status" data-testid="others-see-now" data-sees={covered}>
          {AVATAR.sees[covered]}
        </p>
      )}
      {draws && (
        <>
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
            on={masks}
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
        </>
      )}
      {reacts && (
        <Switch
          label={words.react(callSite.name)}
          hint={autoReactions ? words.reactHint : words.reactNeeds}
          on={outputs.siteReaction && autoReactions}
          disabled={!autoReactions}
          onChange={(siteReaction) => onOutputs({ ...outputs, siteReaction })}
          testId="native-switch"
        />
      )}
      {reacts && callSite.problem !== null && (
        <p class="site-problem" role="status" data-testid="site-problem">
          {callSite.problem}
        </p>
      )}
      {note && (
        <p class="hint" role="status" data-testid="outputs-note">
          {note}
        </p>
      )}
    </section>
  );
}

export interface MaskCoverProps {
  readonly mask: Cover;
  readonly onMask: (mask: Cover) => void;
}

/** What covers the picture while the mask has no face to stick to. */
export function MaskCover({ mask, onMask }: MaskCoverProps) {
  return (
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
              onChange={() => onMask(cover)}
            />
            <span>{words.covers[cover]}</span>
          </label>
        ))}
      </div>
      <p class="hint">{words.coverHints[mask]}</p>
    </fieldset>
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
