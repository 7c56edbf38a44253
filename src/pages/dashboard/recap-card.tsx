import { formatCount, numberFormat } from '../../shared/language/formats';
import { type OffsetAt, startOfDay } from '../../shared/statistics/periods';
import type { Recap } from '../../shared/statistics/recap';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { formatDuration } from '../../shared/ui/format';
import { formatDay, longWeekdayNames, weekdayNames } from './dates';
import { WORDS } from './words';

const words = WORDS.recap;
const formatRate = numberFormat({ maximumFractionDigits: 1 });

export interface RecapCardProps {
  readonly recap: Recap;
  readonly offsetAt: OffsetAt;
  readonly emojiUrl: (key: string) => string;
}

/** The last complete week on one card. */
export function RecapCard({ recap, offsetAt, emojiUrl }: RecapCardProps) {
  const { first, byDay, before } = recap;
  const [favourite] = recap.reactions.top;
  const most = Math.max(1, ...byDay);
  const days = weekdayNames();
  const longDays = longWeekdayNames();
  const numbers = [
    { name: words.calls, value: formatCount(recap.calls), past: before && formatCount(before.calls) },
    { name: words.time, value: formatDuration(recap.time), past: before && formatDuration(before.time) },
    { name: words.smiles, value: formatCount(recap.smiles), past: before && formatCount(before.smiles) },
    {
      name: words.perHour,
      value: recap.perHour === null ? '–' : formatRate(recap.perHour),
      past: before && before.perHour !== null ? formatRate(before.perHour) : null,
    },
  ];
  return (
    <section class="card wide recap" aria-labelledby="recap-title" data-testid="recap">
      <div class="card-head">
        <h2 id="recap-title">{words.title}</h2>
        <span class="hint">
          {words.range(formatDay(startOfDay(first, offsetAt)), formatDay(startOfDay(first + 6, offsetAt)))}
        </span>
      </div>
      <div class="recap-body">
        <dl class="recap-numbers">
          {numbers.map(({ name, value, past }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <strong>{value}</strong>
                {past !== null && <span class="hint">{words.before(past)}</span>}
              </dd>
            </div>
          ))}
        </dl>
        <ol class="recap-days" aria-label={words.days}>
          {byDay.map((smiles, i) => (
            <li key={days[i]}>
              <span
                class="recap-bar"
                style={{ '--height': `${(smiles / most) * 100}%` }}
                aria-hidden="true"
              />
              <span aria-hidden="true">{days[i]}</span>
              <span class="visually-hidden">{words.day(longDays[i]!, smiles)}</span>
            </li>
          ))}
        </ol>
        {favourite && (
          <p class="recap-emoji">
            <EmojiImage codePoints={favourite.emoji} size={56} emojiUrl={emojiUrl} />
            <span class="hint">{words.favourite(favourite.count)}</span>
          </p>
        )}
      </div>
    </section>
  );
}
