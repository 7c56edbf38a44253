/** Time per expression, one stacked column per period. The pointer or the arrow keys select columns. */
import { useState } from 'preact/hooks';
import type { Tally } from '../../../shared/statistics/aggregate';
import { sumOf } from '../../../shared/statistics/periods';
import type { Expression } from '../../../shared/types';
import { EXPRESSION_STYLES } from '../../../shared/ui/expressions';
import { formatDuration } from '../../../shared/ui/format';
import { durationTicks, labelled } from './scale';
import { tint } from './tint';

const HEIGHT = 220;
const MOST_LABELS = 7;
/** Share of a column's width that stays free. */
const GAP = 0.22;

export interface StackedBar {
  /** Short label below the column. */
  readonly label: string;
  /** Long label for the selected column. */
  readonly name: string;
  readonly time: Tally;
}

export interface StackedBarsProps {
  readonly bars: readonly StackedBar[];
  /** Bottom first. */
  readonly expressions: readonly Expression[];
  /** Description of the chart. */
  readonly label: string;
}

export function StackedBars({ bars, expressions, label }: StackedBarsProps) {
  const [at, setAt] = useState<number | null>(null);
  const ticks = durationTicks(
    bars.reduce((most, bar) => Math.max(most, sumOf(pick(bar.time, expressions))), 0),
  );
  const top = ticks.at(-1)!;
  const width = 100 / bars.length;
  const hasLabel = labelled(bars.length, MOST_LABELS);
  const pointed = at === null ? undefined : bars[at];

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
    const step = steps[event.key];
    if (event.key === 'Escape') setAt(null);
    if (step === undefined) return;
    event.preventDefault();
    setAt((now) => Math.min(Math.max((now ?? (step > 0 ? -1 : bars.length)) + step, 0), bars.length - 1));
  }

  function onPointerMove(event: PointerEvent & { currentTarget: Element }): void {
    const { left, width: across } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / across) * bars.length);
    setAt(index >= 0 && index < bars.length ? index : null);
  }

  return (
    <div class="bars">
      <div class="bars-scale" style={{ height: `${HEIGHT}px` }} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}>
            {tick === 0 ? '0' : formatDuration(tick)}
          </span>
        ))}
      </div>
      <div class="bars-plot">
        <svg
          width="100%"
          height={HEIGHT}
          role="img"
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk through the columns.
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setAt(null)}
          onBlur={() => setAt(null)}
        >
          {ticks.map((tick) => (
            <line key={tick} class="grid" x1="0" x2="100%" y1={y(tick, top)} y2={y(tick, top)} />
          ))}
          {at !== null && (
            <rect class="bar-glow" x={`${at * width}%`} y="0" width={`${width}%`} height="100%" />
          )}
          {bars.map((bar, i) => {
            let below = 0;
            return expressions.map((expression) => {
              const time = bar.time[expression] ?? 0;
              if (time === 0) return null;
              below += time;
              return (
                <rect
                  key={`${bar.name} ${expression}`}
                  class="tint-fill"
                  style={tint(expression)}
                  x={`${(i + GAP / 2) * width}%`}
                  width={`${width * (1 - GAP)}%`}
                  y={y(below, top)}
                  height={`${(time / top) * 100}%`}
                />
              );
            });
          })}
        </svg>
        <div class="bars-labels" aria-hidden="true">
          {bars.map(
            (bar, i) =>
              hasLabel(i) && (
                <span key={bar.name} style={{ left: `${(i + 0.5) * width}%` }}>
                  {bar.label}
                </span>
              ),
          )}
        </div>
        {pointed && at !== null && (
          <div
            class="tooltip"
            data-side={at < bars.length / 2 ? 'right' : 'left'}
            style={{ left: `${(at + 0.5) * width}%` }}
          >
            <strong>{pointed.name}</strong>
            {expressions
              .filter((expression) => (pointed.time[expression] ?? 0) > 0)
              .toReversed()
              .map((expression) => (
                <span key={expression} class="tooltip-row">
                  <span class="swatch tint" style={tint(expression)} />
                  <span>{EXPRESSION_STYLES[expression].name}</span>
                  <span class="number">{formatDuration(pointed.time[expression] ?? 0)}</span>
                </span>
              ))}
            {sumOf(pick(pointed.time, expressions)) === 0 && <span class="hint">–</span>}
          </div>
        )}
      </div>
      <span class="visually-hidden" aria-live="polite">
        {pointed && `${pointed.name}: ${inWords(pointed.time, expressions)}`}
      </span>
    </div>
  );
}

const y = (time: number, top: number): string => `${100 - (time / top) * 100}%`;

function pick(time: Tally, expressions: readonly Expression[]): Tally {
  return Object.fromEntries(expressions.map((name) => [name, time[name] ?? 0]));
}

function inWords(time: Tally, expressions: readonly Expression[]): string {
  const parts = expressions
    .filter((name) => (time[name] ?? 0) > 0)
    .map((name) => `${EXPRESSION_STYLES[name].name} ${formatDuration(time[name]!)}`);
  return parts.length > 0 ? parts.join(', ') : '–';
}
