import type { Expression } from '../../../shared/types';
import { EXPRESSION_STYLES } from '../../../shared/ui/expressions';
import { tint } from './tint';

/** The colours of the expressions. */
export function Legend({ expressions }: { readonly expressions: readonly Expression[] }) {
  return (
    <ul class="chart-legend">
      {expressions.map((expression) => (
        <li key={expression}>
          <span class="swatch tint" style={tint(expression)} aria-hidden="true" />
          {EXPRESSION_STYLES[expression].name}
        </li>
      ))}
    </ul>
  );
}
