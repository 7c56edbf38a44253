import type { Reaction } from '../../shared/types';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { reactionName } from '../../shared/ui/expressions';
import { formatTime } from '../../shared/ui/format';
import { WrongButton } from './controls';
import { WORDS } from './words';

const words = WORDS.reactions;

/** As many as fit into one row. */
const MOST = 5;

export interface ReactionsProps {
  /** Newest first. */
  readonly reactions: readonly Reaction[];
  /** Whether reactions come automatically. */
  readonly auto: boolean;
  /** For code points or the id of an own image. */
  readonly emojiUrl: (key: string) => string;
  /** The user marks the reaction of this moment as wrong. */
  readonly onWrong: (time: number) => void;
}

/** The last reactions of this call. */
export function LastReactions({ reactions, auto, emojiUrl, onWrong }: ReactionsProps) {
  return (
    <section class="card" aria-labelledby="reactions-title" data-testid="reactions">
      <h2 id="reactions-title">{words.title}</h2>
      {reactions.length === 0 ? (
        <p class="hint">{auto ? words.empty : words.emptyOff}</p>
      ) : (
        <ol class="reactions">
          {reactions.slice(0, MOST).map((reaction) => (
            <li key={reaction.time} title={reactionName(reaction)} data-wrong={reaction.wrong}>
              <EmojiImage codePoints={reaction.emoji} image={reaction.image} size={30} emojiUrl={emojiUrl} />
              <span class="visually-hidden">{words.at(reactionName(reaction))} </span>
              <time dateTime={new Date(reaction.time).toISOString()}>{formatTime(reaction.time)}</time>
              {/* What the user picked is no reading that could be wrong. */}
              {!reaction.picked && <WrongButton reaction={reaction} onWrong={onWrong} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
