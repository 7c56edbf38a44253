/** What EmojiGen has learned from "that was wrong" since the last calibration. */
import { formatList } from '../../shared/language/formats';
import type { Corrections as Learned } from '../../shared/settings/corrections';
import { EXPRESSIONS } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { WORDS } from './words';

export function CorrectionsCard({ corrections }: { readonly corrections: Learned }) {
  const names = EXPRESSIONS.filter((name) => corrections[name] !== undefined).map(
    (name) => EXPRESSION_STYLES[name].name,
  );
  return (
    <p class="hint" data-testid="corrections">
      {WORDS.corrections(formatList(names))}
    </p>
  );
}
