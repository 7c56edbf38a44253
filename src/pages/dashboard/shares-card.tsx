import { useState } from 'preact/hooks';
import { formatCount } from '../../shared/language/formats';
import type { DayRow } from '../../shared/statistics/aggregate';
import { type OffsetAt, type Range, rangeOfDays, shareOf, totalOf } from '../../shared/statistics/periods';
import { callTimeOf } from '../../shared/statistics/rates';
import type { Expression } from '../../shared/types';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration, formatShare } from '../../shared/ui/format';
import { DataTable } from '../ui/charts/data-table';
import { tint } from '../ui/charts/tint';
import { dayToText, textToDay } from './view';
import { WORDS } from './words';

const words = WORDS.shares;

export interface SharesCardProps {
  readonly days: readonly DayRow[];
  readonly range: Range;
  /** First and last local day of the range. */
  readonly first: number;
  readonly last: number;
  readonly offsetAt: OffsetAt;
  readonly expressions: readonly Expression[];
  readonly emojiUrl: (codePoints: string) => string;
}

/** The distribution of the time over the expressions, now and in a period to compare with. */
export function SharesCard(props: SharesCardProps) {
  const { days, range, first, last, offsetAt, expressions, emojiUrl } = props;
  const [compare, setCompare] = useState<'none' | 'before' | 'custom'>('before');
  const before = { first: first - (last - first + 1), last: first - 1 };
  const [dates, setDates] = useState({ from: dayToText(before.first), until: dayToText(before.last) });
  const now = totalOf(days, range);
  const other = otherDays();
  const found = other && totalOf(days, rangeOfDays(other.first, other.last, offsetAt));
  // The earlier period is only the default comparison: if it has no data, nothing is shown about it.
  const then = found && compare === 'before' && callTimeOf(found.time) === 0 ? null : found;
  const most = Math.max(
    0.01,
    ...expressions.flatMap((name) => [shareOf(now.time, name), then ? shareOf(then.time, name) : 0]),
  );

  function otherDays() {
    if (compare === 'none') return null;
    if (compare === 'before') return before;
    const [from, until] = [textToDay(dates.from) ?? before.first, textToDay(dates.until) ?? before.last];
    return { first: Math.min(from, until), last: Math.max(from, until) };
  }

  return (
    <section class="card" aria-labelledby="shares-title" data-testid="shares">
      <div class="card-head">
        <h2 id="shares-title">{words.title}</h2>
        <label class="field">
          <span>{words.compare}</span>
          <select
            data-testid="compare"
            value={compare}
            onChange={({ currentTarget }) => setCompare(currentTarget.value as typeof compare)}
          >
            {(['none', 'before', 'custom'] as const).map((value) => (
              <option key={value} value={value}>
                {words[value]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {compare === 'custom' && (
        <span class="dates">
          {(['from', 'until'] as const).map((edge) => (
            <label key={edge} class="field">
              <span>{WORDS.filter[edge]}</span>
              <input
                type="date"
                value={dates[edge]}
                onChange={({ currentTarget: { value } }) => value && setDates({ ...dates, [edge]: value })}
              />
            </label>
          ))}
        </span>
      )}
      {then && callTimeOf(then.time) === 0 && <p class="hint">{words.nothing}</p>}
      <p class="hint">{words.meaning}</p>
      <ul class="shares">
        {expressions.map((name) => {
          const share = shareOf(now.time, name);
          const past = then && callTimeOf(then.time) > 0 ? shareOf(then.time, name) : null;
          return (
            <li key={name} data-expression={name}>
              <EmojiImage codePoints={EXPRESSION_STYLES[name].emoji} size={28} emojiUrl={emojiUrl} />
              <span class="share-name">{EXPRESSION_STYLES[name].name}</span>
              <span class="share-bars" aria-hidden="true">
                <span class="share-bar tint" style={{ ...tint(name), width: `${(share / most) * 100}%` }} />
                {past !== null && (
                  <span
                    class="share-bar then tint"
                    style={{ ...tint(name), width: `${(past / most) * 100}%` }}
                  />
                )}
              </span>
              <span class="share-number">
                <strong>{formatShare(share)}</strong>
                <span class="hint">
                  {past === null ? formatDuration(now.time[name] ?? 0) : inPoints(share - past)}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
      {then && (
        <p class="hint share-key" aria-hidden="true">
          <span class="share-bar key" /> {words.shownPeriod} <span class="share-bar key then" />{' '}
          {words.otherPeriod}
        </p>
      )}
      <DataTable
        label={WORDS.trend.table}
        caption={words.caption}
        columns={then ? [...words.columns, ...words.compareColumns] : words.columns}
        rows={() =>
          expressions.map((name) => [
            EXPRESSION_STYLES[name].name,
            formatShare(shareOf(now.time, name)),
            formatDuration(now.time[name] ?? 0),
            formatCount(now.count[name] ?? 0),
            ...(then ? [formatShare(shareOf(then.time, name)), formatDuration(then.time[name] ?? 0)] : []),
          ])
        }
      />
    </section>
  );
}

function inPoints(difference: number): string {
  const points = Math.round(difference * 100);
  if (points === 0) return words.same;
  return points > 0 ? words.morePoints(points) : words.points(points);
}
