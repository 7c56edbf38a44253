/** The question below the card: the emoji in a ring that runs out, yes and no. */
import { EmojiImage } from '../../shared/ui/emoji-image';
import { WORDS } from './ask-words';
import { Ring } from './ring';

export interface Asked {
  /** Tells two questions apart. */
  readonly id: number;
  readonly emoji: string;
  readonly image?: string | undefined;
  /** What the reaction is called. */
  readonly name: string;
  /** How long the question stands. Milliseconds. */
  readonly waits: number;
}

export interface AskProps {
  readonly asked: Asked;
  readonly emojiUrl: (codePoints: string) => string;
  readonly onAnswer: (yes: boolean) => void;
}

export function Ask({ asked, emojiUrl, onAnswer }: AskProps) {
  const { id, emoji, image, name, waits } = asked;
  return (
    <div class="ask">
      <button type="button" class="yes" aria-label={WORDS.yesLabel(name)} onClick={() => onAnswer(true)}>
        <span class="badge" aria-hidden="true">
          <Ring key={id} share="drain" milliseconds={waits} />
          <EmojiImage class="small" codePoints={emoji} image={image} size={28} emojiUrl={emojiUrl} />
        </span>
        {WORDS.yes}
      </button>
      <button
        type="button"
        class="no"
        aria-label={WORDS.noLabel}
        title={WORDS.noHint}
        onClick={() => onAnswer(false)}
      >
        {WORDS.no}
      </button>
    </div>
  );
}
