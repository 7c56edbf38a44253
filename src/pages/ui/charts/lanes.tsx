/** Spans over time, one lane per expression. */
import { EXPRESSIONS, type Span } from '../../../shared/types';
import { EmojiImage } from '../../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../../shared/ui/expressions';
import { distinctLabels } from './labels';
import { tint } from './tint';

const LANE = 26;
const BAR = 16;

export interface LaneMarker {
  readonly time: number;
  /** Code points, or the id of an own image. */
  readonly emoji: string;
  readonly label: string;
}

export interface LanesProps {
  readonly spans: readonly Span[];
  /** Times of the left and the right edge, milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly label: string;
  readonly formatAt: (time: number) => string;
  /** A finer format, for edges that would otherwise have the same label. */
  readonly formatFine?: (time: number) => string;
  /** Reactions, above the lanes. */
  readonly markers?: readonly LaneMarker[];
  /** A time to mark; null for none. */
  readonly at?: number | null;
  readonly emojiUrl: (codePoints: string) => string;
}

export function Lanes({
  spans,
  from,
  until,
  label,
  formatAt,
  formatFine = formatAt,
  markers = [],
  at = null,
  emojiUrl,
}: LanesProps) {
  const lanes = EXPRESSIONS.filter((name) => spans.some((span) => span.expression === name)).toReversed();
  const whole = Math.max(until - from, 1);
  const names = markers.length > 0 ? 'lane-names below-markers' : 'lane-names';
  const percent = (time: number): string => `${((time - from) / whole) * 100}%`;
  return (
    <div class="lanes">
      <div class={names} aria-hidden="true">
        {lanes.map((name) => (
          <span key={name} style={{ height: `${LANE}px` }}>
            <EmojiImage codePoints={EXPRESSION_STYLES[name].emoji} size={18} emojiUrl={emojiUrl} />
            <span class="lane-name">{EXPRESSION_STYLES[name].name}</span>
          </span>
        ))}
      </div>
      <div class="lane-plot">
        {markers.length > 0 && (
          <ol class="lane-markers">
            {markers.map(({ time, emoji, label: name }) => (
              <li key={time} style={{ left: percent(Math.min(Math.max(time, from), until)) }} title={name}>
                <EmojiImage codePoints={emoji} size={20} emojiUrl={emojiUrl} />
                <span class="visually-hidden">{name}</span>
              </li>
            ))}
          </ol>
        )}
        <svg width="100%" height={Math.max(lanes.length, 1) * LANE} role="img" aria-label={label}>
          {lanes.map((name, i) => (
            <line key={name} class="grid" x1="0" x2="100%" y1={(i + 0.5) * LANE} y2={(i + 0.5) * LANE} />
          ))}
          {spans.map(({ expression, start, duration }) => (
            <rect
              key={`${start} ${expression}`}
              class="tint-fill lane-bar"
              style={tint(expression)}
              x={percent(start)}
              width={`${(duration / whole) * 100}%`}
              y={lanes.indexOf(expression) * LANE + (LANE - BAR) / 2}
              height={BAR}
              rx="3"
            />
          ))}
          {at !== null && <line class="cursor" x1={percent(at)} x2={percent(at)} y1="0" y2="100%" />}
        </svg>
        <div class="lane-times" aria-hidden="true">
          {distinctLabels([from, (from + until) / 2, until], [formatAt, formatFine]).map((text, i) => (
            <span key={i}>{text}</span>
          ))}
        </div>
      </div>
    </div>
  );
}
