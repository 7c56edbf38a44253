import type { AvatarChoice } from '../../shared/avatar/choice';
import type { CallSite, OthersSee, OutgoingState } from '../../shared/messages/call-tab';
import type { MaskChoice, Outputs } from '../../shared/settings/schema';
import { WORDS as FRAME_WORDS } from '../../shared/words/frames';
import { WORDS as AVATAR } from '../ui/avatar/words';
import { Switch } from '../ui/switch';
import { othersSee } from './view';
import { WORDS } from './words';

const words = WORDS.outputs;

type Cover = Exclude<MaskChoice, 'off'>;

const COVERS: readonly Cover[] = ['blur', 'hold', 'black'];

/** The covers that show while no mask can be drawn: named differently from the choice. */
const COVERED = ['blurred', 'black', 'held'] as const;

export interface OutputsCardProps {
  readonly outputs: Outputs;
  readonly avatar: AvatarChoice;
  readonly autoReactions: boolean;
  /** Whose picture others get; undefined without a camera. */
  readonly outgoing: OutgoingState | undefined;
  /** What others get right now; undefined if unknown. */
  readonly seen: OthersSee | undefined;
  /** The page draws its camera itself, which is covered as a whole. */
  readonly effect: boolean;
  /** The call tab's information about its site; null if it does not answer. */
  readonly callSite: CallSite | null;
  readonly onOutputs: (outputs: Outputs) => void;
  readonly onAvatar: (avatar: AvatarChoice) => void;
}

/** What others in the call see. */
export function OutputsCard(props: OutputsCardProps) {
  const { outputs, avatar, autoReactions, outgoing, seen, effect, callSite, onOutputs, onAvatar } = props;
  const { video, mask } = outputs;
  const masks = mask !== 'off';
  const covered = COVERED.find((each) => each === seen);
  const reacts = callSite?.reacts === true;
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
      {!masks && (
        <Switch
          label={AVATAR.companion}
          hint={AVATAR.companionHint}
          on={avatar.companion}
          onChange={(companion) => onAvatar({ ...avatar, companion })}
          testId="companion-switch"
        />
      )}
      {reacts && (
        <Switch
          label={words.react(callSite.name)}
          hint={autoReactions ? words.reactHint : words.reactNeeds}
          on={outputs.siteReaction}
          onChange={(siteReaction) => onOutputs({ ...outputs, siteReaction })}
          testId="native-switch"
        />
      )}
      {reacts && callSite.problem !== null && (
        <p class="site-problem" role="status" data-testid="site-problem">
          {callSite.problem}
        </p>
      )}
      {effect && (
        <p class="site-problem" role="status" data-testid="page-effect">
          {FRAME_WORDS.effect}
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

/** What covers the picture while the mask has no face. */
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

/** Why a choice has no effect yet, in plain words. */
function noteFor(
  { video, mask }: Outputs,
  companion: boolean,
  autoReactions: boolean,
  outgoing: OutgoingState | undefined,
) {
  if (!video && mask === 'off' && !companion) return null;
  if (outgoing === 'unable') return mask === 'off' ? words.notHere : words.notHereMasked;
  if (outgoing === 'camera') return words.notYet;
  if (outgoing === 'failed') return mask === 'off' ? words.failedPlain : words.failedCovered;
  return video && !autoReactions ? words.needsAuto : null;
}
