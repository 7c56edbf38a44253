import { useState } from 'preact/hooks';
import type { DayRow } from '../../shared/statistics/aggregate';
import { type OffsetAt, type PeriodKind, type Range, trendOf } from '../../shared/statistics/periods';
import type { Expression } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration } from '../../shared/ui/format';
import { DataTable } from '../ui/charts/data-table';
import { distinctLabels } from '../ui/charts/labels';
import { Legend } from '../ui/charts/legend';
import { StackedBars } from '../ui/charts/stacked-bars';
import { Segmented } from '../ui/segmented';
import { formatDay, formatLongDay, formatLongMonth, formatMonth, formatMonthYear } from './dates';
import { usualKind } from './view';
import { WORDS } from './words';

const words = WORDS.trend;
const KINDS: readonly PeriodKind[] = ['day', 'week', 'month'];
const DAY_ABOUT = 86_400_000;

export interface TrendCardProps {
  readonly days: readonly DayRow[];
  readonly range: Range;
  readonly offsetAt: OffsetAt;
  readonly expressions: readonly Expression[];
}

/** Time per expression by day, week or month. */
export function TrendCard({ days, range, offsetAt, expressions }: TrendCardProps) {
  const [chosen, setKind] = useState<PeriodKind | null>(null);
  const kind = chosen ?? usualKind(Math.round((range.until - range.from) / DAY_ABOUT));
  const periods = trendOf(days, range, kind, offsetAt);
  const labels = distinctLabels(
    periods.map(({ from }) => from),
    kind === 'month' ? [formatMonth, formatMonthYear] : [formatDay, formatLongDay],
  );
  return (
    <section class="card wide" aria-labelledby="trend-title" data-testid="trend">
      <div class="card-head">
        <h2 id="trend-title">{words.title}</h2>
        <Segmented
          label={words.kind}
          choices={KINDS.map((value) => ({ value, name: words.kinds[value] }))}
          value={kind}
          onChange={setKind}
          testId="trend-kind"
        />
      </div>
      <StackedBars
        bars={periods.map(({ from, time }, i) => ({ label: labels[i]!, name: nameOf(from, kind), time }))}
        expressions={expressions}
        label={words.chart}
      />
      <Legend expressions={expressions} />
      <DataTable
        label={words.table}
        caption={words.caption}
        columns={[words.period, ...expressions.map((name) => EXPRESSION_STYLES[name].name)]}
        rows={() =>
          periods.map((period) => [
            nameOf(period.from, kind),
            ...expressions.map((name) => (period.time[name] ? formatDuration(period.time[name]) : '–')),
          ])
        }
      />
    </section>
  );
}

function nameOf(from: number, kind: PeriodKind): string {
  if (kind === 'month') return formatLongMonth(from);
  return kind === 'week' ? words.week(formatLongDay(from)) : formatLongDay(from);
}
