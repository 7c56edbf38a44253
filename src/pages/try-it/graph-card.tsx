import { numberFormat } from '../../shared/language/formats';
import { EXPRESSIONS, type Expression } from '../../shared/types';
import { EmojiImage } from '../../shared/ui/emoji-image';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration, formatShare } from '../../shared/ui/format';
import { DataTable } from '../ui/charts/data-table';
import { Legend } from '../ui/charts/legend';
import { tint } from '../ui/charts/tint';
import { type FrameSample, thinned } from './sample';
import { WORDS } from './words';

const words = WORDS.graph;
const formatTenths = numberFormat({ maximumFractionDigits: 1 });
const MOST_POINTS = 600;
const MOST_ROWS = 200;
/** Frames further apart than this are not connected by a line. Milliseconds. */
const GAP = 2500;

export interface GraphCardProps {
  /** In order of time. */
  readonly samples: readonly FrameSample[];
  /** Times of the left and the right edge, milliseconds. */
  readonly from: number;
  readonly until: number;
  /** The shown time; null for the latest. */
  readonly at: number | null;
  /** Whether the right edge is the present. */
  readonly live: boolean;
  readonly emojiUrl: (codePoints: string) => string;
}

/** The network's probabilities for the largest face, the settled expression, and the reactions. */
export function GraphCard({ samples, from, until, at, live, emojiUrl }: GraphCardProps) {
  const points = thinned(samples, MOST_POINTS);
  const whole = Math.max(until - from, 1);
  const x = (time: number): number => ((time - from) / whole) * 1000;
  return (
    <section class="card" aria-labelledby="graph-title" data-testid="graph">
      <h2 id="graph-title">{words.title}</h2>
      <div class="graph">
        <svg viewBox="0 0 1000 200" preserveAspectRatio="none" role="img" aria-label={words.label}>
          {[0, 50, 100, 150, 200].map((y) => (
            <line key={y} class="grid" x1="0" x2="1000" y1={y} y2={y} />
          ))}
          {EXPRESSIONS.map((name) => (
            <path key={name} class="tint-stroke" style={tint(name)} d={pathOf(points, name, x)} />
          ))}
          {at !== null && <line class="cursor" x1={x(at)} x2={x(at)} y1="0" y2="200" />}
        </svg>
        <svg
          class="settled"
          viewBox="0 0 1000 10"
          preserveAspectRatio="none"
          role="img"
          aria-label={words.settled}
        >
          {points.map(({ time, reading }, i) => {
            const next = points[i + 1]?.time ?? time + 100;
            if (reading.expression === null || next - time > GAP) return null;
            return (
              <rect
                key={time}
                class="tint-fill"
                style={tint(reading.expression)}
                x={x(time)}
                // Slightly wider than its share, to hide the seam between neighbours.
                width={x(next) - x(time) + 1}
                y="0"
                height="10"
              />
            );
          })}
        </svg>
        <span class="graph-scale" style={{ top: '24px' }} aria-hidden="true">
          {formatShare(1)}
        </span>
        <span class="graph-scale" style={{ top: '99px' }} aria-hidden="true">
          {formatShare(0.5)}
        </span>
        <div class="graph-times" aria-hidden="true">
          <span>{live ? words.ago(formatDuration(whole)) : formatDuration(0)}</span>
          <span>{live ? words.now : formatDuration(whole)}</span>
        </div>
        {samples
          .filter(({ reaction }) => reaction !== null)
          .map(({ time, reaction }) => (
            <span key={time} class="fired" style={{ left: `${x(time) / 10}%` }} aria-hidden="true">
              <EmojiImage codePoints={reaction!.emoji} size={20} emojiUrl={emojiUrl} />
            </span>
          ))}
      </div>
      <Legend expressions={EXPRESSIONS} />
      <DataTable
        label={words.table}
        caption={words.label}
        columns={[words.time, words.expression, ...EXPRESSIONS.map((name) => EXPRESSION_STYLES[name].name)]}
        rows={() =>
          thinned(samples, MOST_ROWS).map(({ time, reading }) => {
            const { expression, faces } = reading;
            const own = faces[0]?.probabilities;
            return [
              words.seconds(formatTenths((time - from) / 1000)),
              expression ? EXPRESSION_STYLES[expression].name : '–',
              ...EXPRESSIONS.map((name) => (own ? formatShare(own[name]) : '–')),
            ];
          })
        }
      />
    </section>
  );
}

/** A line through the points, broken where there was no face or a gap in time. */
function pathOf(points: readonly FrameSample[], name: Expression, x: (time: number) => number): string {
  let before: number | null = null;
  return points
    .map(({ time, reading }) => {
      const own = reading.faces[0]?.probabilities;
      if (!own) {
        before = null;
        return '';
      }
      const command = before === null || time - before > GAP ? 'M' : 'L';
      before = time;
      return `${command}${x(time).toFixed(1)} ${(200 - 200 * own[name]).toFixed(1)}`;
    })
    .join('');
}
