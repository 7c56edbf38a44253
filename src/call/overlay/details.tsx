/** The opened card: what the state means, and how the six expressions share the picture. */

import { EXPRESSIONS, type Probabilities, type Reading } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatShare } from '../../shared/ui/format';
import { Settled } from './settled';
import { WORDS } from './words';

export interface DetailsProps {
  readonly id: string;
  readonly explanation: string;
  /** Null: nothing is being read. */
  readonly reading: Reading | null;
  /** Null: there is nothing to try again. */
  readonly onRetry: (() => void) | null;
}

export function Details({ id, explanation, reading, onRetry }: DetailsProps) {
  const probabilities = reading?.faces[0]?.probabilities ?? null;
  return (
    <div class="details" id={id}>
      {probabilities === null ? <p>{explanation}</p> : <Bars probabilities={probabilities} />}
      {reading !== null && probabilities !== null && <Settled reading={reading} />}
      {onRetry !== null && (
        <button type="button" class="retry" onClick={onRetry}>
          {WORDS.retry}
        </button>
      )}
    </div>
  );
}

function Bars({ probabilities }: { readonly probabilities: Probabilities }) {
  return (
    <ul class="bars">
      {EXPRESSIONS.map((expression) => {
        const { name, colour } = EXPRESSION_STYLES[expression];
        const share = Math.max(0, Math.min(1, probabilities[expression]));
        return (
          <li key={expression}>
            <span>{name}</span>
            <span class="bar" aria-hidden="true">
              <span
                style={{
                  background: `light-dark(${colour.light}, ${colour.dark})`,
                  transform: `scaleX(${share.toFixed(3)})`,
                }}
              />
            </span>
            <span class="share">{formatShare(share)}</span>
          </li>
        );
      })}
    </ul>
  );
}
