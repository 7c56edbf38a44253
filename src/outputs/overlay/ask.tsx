/** The question below the card: the emoji in a ring that runs out, yes and no. */
import { EmojiImage } from '../../ui/emoji-image';
import { WORDS } from './ask-words';

const RADIUS = 18;
const LENGTH = 2 * Math.PI * RADIUS;

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
          <svg key={id} class="ring" viewBox="0 0 40 40" aria-hidden="true">
            <circle class="track" cx="20" cy="20" r={RADIUS} />
            <circle
              class="fill drain"
              cx="20"
              cy="20"
              r={RADIUS}
              stroke-dasharray={LENGTH}
              style={{ '--eg-length': String(LENGTH), animationDuration: `${waits}ms` }}
            />
          </svg>
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
