import { formatCount } from '../../shared/language/formats';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration, formatShare } from '../../shared/ui/format';
import { formatMoment } from './dates';
import type { InShort } from './view';
import { WORDS } from './words';

const words = WORDS.tiles;

export interface TilesProps {
  readonly short: InShort;
  readonly emojiUrl: (codePoints: string) => string;
}

/** The four things one wants to know first. */
export function Tiles({ short, emojiUrl }: TilesProps) {
  const { time, calls, days, frequent, longest } = short;
  return (
    <section class="tiles" aria-label={words.label}>
      <Tile name={words.time} value={formatDuration(time)} hint={words.days(days)} />
      <Tile
        name={words.calls}
        value={formatCount(calls)}
        hint={calls > 0 ? words.perCall(formatDuration(time / calls)) : words.none}
      />
      <Tile
        name={words.frequent}
        value={frequent ? EXPRESSION_STYLES[frequent.expression].name : words.none}
        hint={frequent ? words.frequentHint(formatShare(frequent.share)) : words.none}
        emoji={frequent && EXPRESSION_STYLES[frequent.expression].emoji}
        emojiUrl={emojiUrl}
      />
      <Tile
        name={words.longest}
        value={longest ? formatDuration(longest.duration) : words.none}
        hint={
          longest
            ? words.longestHint(EXPRESSION_STYLES[longest.expression].name, formatMoment(longest.start))
            : words.none
        }
        emoji={longest && EXPRESSION_STYLES[longest.expression].emoji}
        emojiUrl={emojiUrl}
      />
    </section>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly hint: string;
  readonly emoji?: string | null;
  readonly emojiUrl?: TilesProps['emojiUrl'];
}

function Tile({ name, value, hint, emoji, emojiUrl }: TileProps) {
  return (
    <div class="card tile">
      <h2>{name}</h2>
      <p class="tile-value">
        {emoji && emojiUrl && <EmojiImage codePoints={emoji} size={34} emojiUrl={emojiUrl} />}
        <span>{value}</span>
      </p>
      <p class="hint">{hint}</p>
    </div>
  );
}
