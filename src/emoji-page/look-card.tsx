/** Where emoji are drawn from, and their skin tone. */
import { EMOJI_SETS, type EmojiChoice, type EmojiSet, SKIN_TONES } from '../emoji/choice';
import { withSkinTone } from '../emoji/choose';
import { EmojiImage } from '../ui/emoji-image';
import { SKIN_TONE_NAMES } from './words';

const SET_NAMES: Readonly<Record<EmojiSet, string>> = { fluent: 'Fluent 3D', system: 'This device' };
const WAVING_HAND = '1f44b';

export interface LookCardProps {
  readonly choice: EmojiChoice;
  readonly emojiUrl: (key: string) => string;
  readonly onChange: (part: Partial<Pick<EmojiChoice, 'set' | 'skinTone'>>) => void;
}

export function LookCard({ choice, emojiUrl, onChange }: LookCardProps) {
  return (
    <section class="card" aria-labelledby="look-title">
      <h2 id="look-title">Look</h2>
      <fieldset>
        <legend>Drawn as</legend>
        <div class="choices">
          {EMOJI_SETS.map((set) => (
            <label key={set} class="choice">
              <input
                type="radio"
                name="set"
                value={set}
                checked={set === choice.set}
                onChange={() => onChange({ set })}
              />
              <span>{SET_NAMES[set]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>Skin tone of hands (faces have none)</legend>
        <div class="choices tones">
          {SKIN_TONES.map((tone) => (
            <label key={tone} class="choice" title={SKIN_TONE_NAMES[tone]}>
              <input
                type="radio"
                name="skin-tone"
                value={tone}
                aria-label={SKIN_TONE_NAMES[tone]}
                checked={tone === choice.skinTone}
                onChange={() => onChange({ skinTone: tone })}
              />
              <span>
                <EmojiImage codePoints={withSkinTone(WAVING_HAND, tone)} size={24} emojiUrl={emojiUrl} />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </section>
  );
}
