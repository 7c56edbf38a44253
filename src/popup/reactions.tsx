import type { Reaction } from '../types';
import { EmojiImage } from '../ui/emoji-image';
import { EXPRESSION_LOOKS } from '../ui/expressions';
import { formatTime } from '../ui/format';

/** As many as fit into one row. */
const MOST = 5;

export interface ReactionsProps {
  /** Newest first. */
  readonly reactions: readonly Reaction[];
  /** Whether reactions come by themselves. */
  readonly auto: boolean;
  readonly emojiUrl: (codePoints: string) => string;
}

/** The last reactions of this call. */
export function Reactions({ reactions, auto, emojiUrl }: ReactionsProps) {
  return (
    <section class="card" aria-labelledby="reactions-title" data-testid="reactions">
      <h2 id="reactions-title">In this call</h2>
      {reactions.length === 0 ? (
        <p class="hint">
          {auto ? 'Your reactions show up here.' : 'Turn on auto-reactions to see your emoji here.'}
        </p>
      ) : (
        <ol class="reactions">
          {reactions.slice(0, MOST).map(({ time, expression, emoji }) => (
            <li key={time} title={EXPRESSION_LOOKS[expression].name}>
              <EmojiImage codePoints={emoji} size={38} emojiUrl={emojiUrl} />
              <span class="visually-hidden">{EXPRESSION_LOOKS[expression].name} at </span>
              <time dateTime={new Date(time).toISOString()}>{formatTime(time)}</time>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
