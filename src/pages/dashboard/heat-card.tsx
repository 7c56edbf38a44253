import { useState } from 'preact/hooks';
import type { DayRow } from '../../shared/statistics/aggregate';
import { heatOf, type OffsetAt, type Range, sumOf } from '../../shared/statistics/periods';
import type { Expression } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { HeatMap } from '../ui/charts/heat-map';
import { tint } from '../ui/charts/tint';
import { hourNames, weekdayNames } from './dates';
import { pick } from './view';
import { WORDS } from './words';

const words = WORDS.heat;

export interface HeatCardProps {
  readonly days: readonly DayRow[];
  readonly range: Range;
  readonly offsetAt: OffsetAt;
  readonly expressions: readonly Expression[];
}

/** When in the week it happens. */
export function HeatCard({ days, range, offsetAt, expressions }: HeatCardProps) {
  const [chosen, setExpression] = useState<Expression | null>(null);
  const expression = chosen !== null && expressions.includes(chosen) ? chosen : null;
  const heat = heatOf(days, range, offsetAt);
  const cells = heat.map((hours) =>
    hours.map((tally) => (expression ? (tally[expression] ?? 0) : sumOf(pick(tally, expressions)))),
  );
  const name = expression ? EXPRESSION_STYLES[expression].name : words.all;
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
            value={expression ?? ''}
            onChange={({ currentTarget }) =>
              setExpression((currentTarget.value || null) as Expression | null)
            }
          >
            <option value="">{words.all}</option>
            {expressions.map((each) => (
              <option key={each} value={each}>
                {EXPRESSION_STYLES[each].name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <HeatMap caption={words.caption(name)} weekdays={weekdayNames()} hours={hourNames()} cells={cells} />
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
