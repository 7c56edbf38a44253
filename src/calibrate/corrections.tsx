/** What the user's "that was wrong" has taught since the last calibration. */
import { formatList } from '../language/formats';
import type { Corrections as Learned } from '../temporal/corrections';
import { EXPRESSIONS } from '../types';
import { EXPRESSION_LOOKS } from '../ui/expressions';
import { WORDS } from './words';

export function Corrections({ corrections }: { readonly corrections: Learned }) {
  const names = EXPRESSIONS.filter((name) => corrections[name] !== undefined).map(
    (name) => EXPRESSION_LOOKS[name].name,
  );
  return (
    <p class="hint" data-testid="corrections">
      {WORDS.corrections(formatList(names))}
    </p>
  );
}
