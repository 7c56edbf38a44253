import { type ExpressionShare, summarise } from '../../shared/statistics/summarise';
import type { Expression, StoredSpan } from '../../shared/types';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration, formatShare, formatTime } from '../../shared/ui/format';
import type { DaySpans } from './popup-api';
import { WORDS } from './words';

const words = WORDS.today;
const LATEST = 4;

export interface TodayProps {
  readonly day: DaySpans;
  /** Whether expressions are stored. */
  readonly keepHistory: boolean;
  /** Whether expressions are being analysed right now. */
  readonly inCall: boolean;
  readonly emojiUrl: (codePoints: string) => string;
}

/** The day so far: time per expression, and the latest spans. */
export function Today({ day, keepHistory, inCall, emojiUrl }: TodayProps) {
  const { total, shares } = summarise(day.spans, day.from, day.until);
  const seen = shares.filter((share) => share.time > 0).sort((a, b) => b.time - a.time);
  return (
    <section class="card" aria-labelledby="today-title">
      <div class="card-head">
        <h2 id="today-title">{words.title}</h2>
        {total > 0 && <span class="hint">{words.total(formatDuration(total))}</span>}
        <a
          class="more-link"
          href="/dashboard.html"
          target="_blank"
          data-testid="dashboard-link"
          rel="noopener"
        >
          {words.all}
        </a>
      </div>
      {total > 0 ? (
        <>
          <Distribution shares={seen} emojiUrl={emojiUrl} />
          <Latest spans={day.spans.slice(-LATEST).reverse()} emojiUrl={emojiUrl} />
        </>
      ) : (
        <div class="empty" data-testid="empty">
          <EmojiImage codePoints="1f610" size={48} emojiUrl={emojiUrl} />
          <strong>{keepHistory ? words.empty : words.private}</strong>
          <span class="hint">
            {keepHistory ? (inCall ? words.emptyInCall : words.emptyHint) : words.privateHint}
          </span>
        </div>
      )}
    </section>
  );
}

/** The expression's colours; the style sheet uses the one for the page's colour scheme. */
function tint(expression: Expression) {
  const { light, dark } = EXPRESSION_STYLES[expression].colour;
  return { '--light': light, '--dark': dark };
}

function Distribution({
  shares,
  emojiUrl,
}: {
  readonly shares: readonly ExpressionShare[];
  readonly emojiUrl: TodayProps['emojiUrl'];
}) {
  return (
    <div data-testid="distribution">
      <div class="stack" aria-hidden="true">
        {shares.map(({ expression, time }) => (
          <span key={expression} class="slice tint" style={{ ...tint(expression), flexGrow: time }} />
        ))}
      </div>
      <ul class="legend">
        {shares.map(({ expression, share, time }) => (
          <li key={expression} data-expression={expression}>
            <EmojiImage codePoints={EXPRESSION_STYLES[expression].emoji} size={26} emojiUrl={emojiUrl} />
            <span class="legend-text">
              <span class="legend-name">
                <span class="swatch tint" style={tint(expression)} aria-hidden="true" />
                {EXPRESSION_STYLES[expression].name}
              </span>
              <span class="hint">
                {formatShare(share)} · {formatDuration(time)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Latest({
  spans,
  emojiUrl,
}: {
  readonly spans: readonly StoredSpan[];
  readonly emojiUrl: TodayProps['emojiUrl'];
}) {
  return (
    <>
      <h3>{words.latest}</h3>
      <ol class="spans" data-testid="spans">
        {spans.map(({ expression, start, duration, callId }) => (
          <li key={`${callId} ${start}`}>
            <time class="hint" dateTime={new Date(start).toISOString()}>
              {formatTime(start)}
            </time>
            <EmojiImage codePoints={EXPRESSION_STYLES[expression].emoji} size={20} emojiUrl={emojiUrl} />
            <span>{EXPRESSION_STYLES[expression].name}</span>
            <span class="hint duration">{formatDuration(duration)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
