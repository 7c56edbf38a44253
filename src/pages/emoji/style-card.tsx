/** The emoji set and the skin tone. */

import { withSkinTone } from '../../shared/emoji/choose';
import { EMOJI_SETS, type EmojiSettings, SKIN_TONES } from '../../shared/emoji/emoji-settings';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { Segmented } from '../ui/segmented';
import { WORDS } from './words';

const words = WORDS.look;
const WAVING_HAND = '1f44b';

export interface StyleCardProps {
  readonly choice: EmojiSettings;
  readonly emojiUrl: (key: string) => string;
  readonly onChange: (part: Partial<Pick<EmojiSettings, 'set' | 'skinTone'>>) => void;
}

export function StyleCard({ choice, emojiUrl, onChange }: StyleCardProps) {
  return (
    <section class="card" aria-labelledby="look-title">
      <h2 id="look-title">{words.title}</h2>
      <div class="rule">
        <span aria-hidden="true">{words.set}</span>
        <Segmented
          label={words.set}
          choices={EMOJI_SETS.map((value) => ({ value, name: words.sets[value] }))}
          value={choice.set}
          onChange={(set) => onChange({ set })}
        />
      </div>
      <fieldset>
        <legend>{words.skinTone}</legend>
        <div class="choices">
          {SKIN_TONES.map((tone) => (
            <label key={tone} class="choice" title={words.skinTones[tone]}>
              <input
                type="radio"
                name="skin-tone"
                value={tone}
                aria-label={words.skinTones[tone]}
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
