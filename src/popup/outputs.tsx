import type { OutgoingState } from '../messages/background';
import { DRAWS_IN_VIDEO } from '../settings/abilities';
import type { MaskChoice, Outputs } from '../settings/schema';
import { Switch } from '../ui/switch';

type Cover = Exclude<MaskChoice, 'off'>;

const COVERS: readonly Cover[] = ['blur', 'hold', 'black'];
const NAMES: Record<Cover, string> = { blur: 'Blurred', hold: 'Still', black: 'Black' };
const HINTS: Record<Cover, string> = {
  blur: 'Your whole picture is blurred.',
  hold: 'Your last masked picture stands still.',
  black: 'Your picture turns black.',
};

export interface OutputsCardProps {
  readonly outputs: Outputs;
  readonly autoReactions: boolean;
  /** Whose picture others get; undefined where there is no camera. */
  readonly outgoing: OutgoingState | undefined;
  readonly onOutputs: (outputs: Outputs) => void;
}

/** What others in the call get to see. */
export function OutputsCard({ outputs, autoReactions, outgoing, onOutputs }: OutputsCardProps) {
  if (!DRAWS_IN_VIDEO) return null;
  const { video, mask } = outputs;
  const note = noteFor(outputs, autoReactions, outgoing);
  return (
    <section class="card outputs" aria-label="Others in the call see">
      <h2>Others in the call see</h2>
      <Switch
        label="Emoji in your video"
        hint="Your emoji pops up in your camera picture."
        on={video}
        onChange={(on) => onOutputs({ ...outputs, video: on })}
        testId="video-switch"
      />
      <Switch
        label="Emoji mask"
        hint="An emoji covers your face and shows your expression."
        on={mask !== 'off'}
        onChange={(on) => onOutputs({ ...outputs, mask: on ? 'blur' : 'off' })}
        testId="mask-switch"
      />
      {mask !== 'off' && (
        <fieldset class="runs-on" data-testid="mask-cover">
          <legend>If your face is not found</legend>
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
                <span>{NAMES[cover]}</span>
              </label>
            ))}
          </div>
          <p class="hint">{HINTS[mask]}</p>
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
function noteFor({ video, mask }: Outputs, autoReactions: boolean, outgoing: OutgoingState | undefined) {
  if (!video && mask === 'off') return null;
  if (outgoing === 'camera') {
    return 'Not yet: others see your plain camera. Turn your camera off and on again in the call to start.';
  }
  if (outgoing === 'failed') {
    return mask === 'off'
      ? 'Drawing failed, so others see your plain camera. Turn your camera off and on again in the call.'
      : 'Drawing failed, so your picture stays covered. Turn your camera off and on again in the call.';
  }
  return video && !autoReactions ? 'Turn on auto-reactions too: your emoji pops up with them.' : null;
}
