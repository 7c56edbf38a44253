import { formatCount } from '../../shared/language/formats';
import { REACTION_ORIGINS } from '../../shared/reaction-event';
import type { ReactionCounts } from '../../shared/statistics/reactions';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { WORDS } from './words';

const words = WORDS.reactions;
const MOST = 8;

export interface ReactionsCardProps {
  readonly counts: ReactionCounts;
  readonly emojiUrl: (key: string) => string;
}

/** The sent emoji: how often, and by which cause. */
export function ReactionsCard({ counts, emojiUrl }: ReactionsCardProps) {
  const { sent, cancelled, ways, top } = counts;
  const most = top[0]?.count ?? 1;
  return (
    <section class="card wide" aria-labelledby="reactions-title" data-testid="reactions">
      <div class="card-head">
        <h2 id="reactions-title">{words.title}</h2>
        {sent > 0 && <span class="hint">{words.count(sent)}</span>}
      </div>
      {sent === 0 ? (
        <p class="hint">{words.empty}</p>
      ) : (
        <>
          <ol class="top-emoji">
            {top.slice(0, MOST).map(({ emoji, count }) => (
              <li key={emoji}>
                <EmojiImage codePoints={emoji} size={28} emojiUrl={emojiUrl} />
                <span class="top-bar" aria-hidden="true">
                  <span style={{ width: `${(count / most) * 100}%` }} />
                </span>
                <strong>{formatCount(count)}</strong>
              </li>
            ))}
          </ol>
          <dl class="ways">
            {REACTION_ORIGINS.map((way) => (
              <div key={way}>
                <dt>{words.ways[way]}</dt>
                <dd>{formatCount(ways[way])}</dd>
              </div>
            ))}
            <div>
              <dt>{words.cancelled}</dt>
              <dd>{formatCount(cancelled)}</dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
}
