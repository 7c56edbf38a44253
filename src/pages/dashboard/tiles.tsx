import { formatCount, numberFormat } from '../../shared/language/formats';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { formatDuration } from '../../shared/ui/format';
import type { InShort } from './view';
import { WORDS } from './words';

const words = WORDS.tiles;
const formatRate = numberFormat({ maximumFractionDigits: 1 });
const formatChange = numberFormat({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });

export interface TilesProps {
  readonly short: InShort;
  /** The period to compare with; null if it has no data. */
  readonly before: InShort | null;
  /** For code points or the id of an own image. */
  readonly emojiUrl: (key: string) => string;
}

/** The four key figures, each with its change since the period before. */
export function Tiles({ short, before, emojiUrl }: TilesProps) {
  const { time, calls, days, perHour, reactions } = short;
  const [most] = reactions.top;
  // One emoji of several that were used once is nobody's favourite.
  const favourite = most && (most.count > 1 || reactions.top.length === 1) ? most : undefined;
  return (
    <section class="tiles" aria-label={words.label}>
      <Tile
        name={words.time}
        value={formatDuration(time)}
        hint={words.days(days)}
        change={changeOf(time, before?.time)}
      />
      <Tile
        name={words.calls}
        value={formatCount(calls)}
        hint={calls > 0 ? words.perCall(formatDuration(time / calls)) : words.none}
        change={changeOf(calls, before?.calls)}
      />
      <Tile
        name={words.smiles}
        value={perHour === null ? words.none : formatRate(perHour)}
        hint={perHour === null ? words.smilesTooFew : words.smilesHint(short.smiles)}
        change={perHour === null ? null : changeOf(perHour, before?.perHour ?? undefined)}
      />
      <Tile
        name={words.reactions}
        value={formatCount(reactions.sent)}
        hint={
          favourite
            ? words.reactionsHint(favourite.count)
            : reactions.sent > 0
              ? words.reactionsSent
              : words.reactionsNone
        }
        change={changeOf(reactions.sent, before?.reactions.sent)}
        emoji={favourite?.emoji}
        emojiUrl={emojiUrl}
      />
    </section>
  );
}

/** The change in words; null if there is nothing to compare with. */
function changeOf(now: number, then: number | undefined): string | null {
  if (then === undefined || then === 0) return null;
  // Also turns -0 into 0.
  return formatChange(Math.round((now / then - 1) * 100) / 100 || 0);
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly hint: string;
  readonly change: string | null;
  readonly emoji?: string | undefined;
  readonly emojiUrl?: TilesProps['emojiUrl'];
}

function Tile({ name, value, hint, change, emoji, emojiUrl }: TileProps) {
  return (
    <div class="card tile" data-testid="tile">
      <h2>{name}</h2>
      <p class="tile-value">
        {emoji && emojiUrl && <EmojiImage codePoints={emoji} size={34} emojiUrl={emojiUrl} />}
        <span>{value}</span>
        {change !== null && (
          <span class="tile-change" title={words.changeHint}>
            {change}
            <span class="visually-hidden"> {words.changeHint}</span>
          </span>
        )}
      </p>
      <p class="hint">{hint}</p>
    </div>
  );
}
