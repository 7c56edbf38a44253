/** Figures of pairs of photographs: pure. */
import type { Expression } from '../../src/shared/types';
import { rounded } from './clip-figures';
import { groupColumns } from './groups';

/** What became of one person's made sequence. */
export interface PairResult {
  /** What the second photograph shows. */
  readonly truth: Expression;
  /** Columns of labels.csv. */
  readonly groups: Readonly<Record<string, string>>;
  /** Reactions while the calm photograph was shown. */
  readonly falseOnCalm: readonly Expression[];
  /** Seconds from the second photograph on to its reaction; null where none came. */
  readonly caughtAfter: number | null;
  /** The place of the emoji that was given. */
  readonly slot: string | null;
}

/** Columns by which nobody is grouped. */
const NO_GROUPS = new Set(['subject']);

export function pairFigures(results: readonly PairResult[]) {
  const columns = groupColumns(results.map(({ groups }) => groups)).filter(([name]) => !NO_GROUPS.has(name));
  return {
    ...figuresOf(results),
    groups: Object.fromEntries(
      columns.map(([column, values]) => [
        column,
        Object.fromEntries(
          values.map((value) => [
            value,
            figuresOf(results.filter(({ groups }) => (groups[column] ?? '') === value)),
          ]),
        ),
      ]),
    ),
    missed: results
      .filter(({ caughtAfter }) => caughtAfter === null)
      .map(({ groups }) => groups.subject ?? ''),
  };
}

function figuresOf(results: readonly PairResult[]) {
  const caught = results.filter(({ caughtAfter }) => caughtAfter !== null);
  const delays = caught.map(({ caughtAfter }) => caughtAfter!).sort((a, b) => a - b);
  const slots: Record<string, number> = {};
  for (const { slot } of caught) if (slot) slots[slot] = (slots[slot] ?? 0) + 1;
  return {
    pairs: results.length,
    caught: caught.length,
    share: results.length > 0 ? rounded(caught.length / results.length) : null,
    falseOnCalm: results.flatMap(({ falseOnCalm }) => falseOnCalm).length,
    medianDelayMs: delays.length > 0 ? Math.round(1000 * delays[delays.length >> 1]!) : null,
    emoji: slots,
  };
}
