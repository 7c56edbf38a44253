import { useState } from 'preact/hooks';
import type { DayRow } from '../../shared/statistics/aggregate';
import { heatCells } from '../../shared/statistics/heat';
import { heatOf, type OffsetAt, type Range } from '../../shared/statistics/periods';
import type { Expression } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration, formatShare } from '../../shared/ui/format';
import { HeatMap } from '../ui/charts/heat-map';
import { tint } from '../ui/charts/tint';
import { hourNames, weekdayNames } from './dates';
import { WORDS } from './words';

const words = WORDS.heat;

export interface HeatCardProps {
  readonly days: readonly DayRow[];
  readonly range: Range;
  readonly offsetAt: OffsetAt;
  readonly expressions: readonly Expression[];
}

/** Shares of the call time by weekday and hour, so that many calls do not look like many smiles. */
export function HeatCard({ days, range, offsetAt, expressions }: HeatCardProps) {
  const [chosen, setExpression] = useState<Expression | 'calls'>('happy');
  const expression = chosen !== 'calls' && expressions.includes(chosen) ? chosen : null;
  const { hours, cells, most } = heatCells(heatOf(days, range, offsetAt), expression);
  const name = expression ? words.share(EXPRESSION_STYLES[expression].name) : words.all;
  const names = hourNames();
  return (
    <section
      class="card"
      aria-labelledby="heat-title"
      data-testid="heat"
      style={expression ? tint(expression) : { '--light': 'var(--accent)', '--dark': 'var(--accent)' }}
    >
      <div class="card-head">
        <h2 id="heat-title">{words.title}</h2>
        <label class="field">
          <span>{words.expression}</span>
          <select
            value={expression ?? 'calls'}
            onChange={({ currentTarget }) => setExpression(currentTarget.value as Expression | 'calls')}
          >
            {expressions.map((each) => (
              <option key={each} value={each}>
                {EXPRESSION_STYLES[each].name}
              </option>
            ))}
            <option value="calls">{words.all}</option>
          </select>
        </label>
      </div>
      <HeatMap
        caption={words.caption(name)}
        weekdays={weekdayNames()}
        hours={hours.map((hour) => names[hour]!)}
        cells={cells}
        most={most}
        format={expression ? formatShare : formatDuration}
      />
      <p class="heat-key hint" aria-hidden="true">
        {words.less}
        {[0, 35, 60, 80, 100].map((strength) => (
          <span key={strength} class="heat-cell" style={{ '--strength': `${strength}%` }} />
        ))}
        {words.more}
      </p>
    </section>
  );
}
