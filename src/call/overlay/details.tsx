/** The opened card: what the state means, and the shares of the six expressions. */

import { EXPRESSIONS, type Probabilities, type Reading } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatShare } from '../../shared/ui/format';
import { Settled } from './settled';
import { Text } from './text';
import { WORDS } from './words';

export interface DetailsProps {
  readonly id: string;
  readonly explanation: string;
  /** Null if nothing is being read. */
  readonly reading: Reading | null;
  /** The sentence about what others see; null if it stands elsewhere. */
  readonly others: string | null;
  /** Null if there is nothing to retry. */
  readonly onRetry: (() => void) | null;
  readonly onOff: () => void;
}

export function Details({ id, explanation, reading, others, onRetry, onOff }: DetailsProps) {
  const probabilities = reading?.faces[0]?.probabilities ?? null;
  return (
    <div class="details" id={id}>
      {/* Fixed height, whatever the content: a page can measure the card. */}
      <div class="body">
        {probabilities === null ? (
          <p>
            <Text text={explanation} />
          </p>
        ) : (
          <Bars probabilities={probabilities} />
        )}
        {reading !== null && probabilities !== null && <Settled reading={reading} />}
        {onRetry !== null && (
          <button type="button" class="retry" aria-label={WORDS.retry} onClick={onRetry}>
            <Text text={WORDS.retry} />
          </button>
        )}
      </div>
      {others !== null && <Text class="others" text={others} />}
      <button type="button" class="turn-off" aria-label={WORDS.off} onClick={onOff}>
        <Text text={WORDS.off} />
      </button>
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
            <Text text={name} />
            <span class="bar" aria-hidden="true">
              <span
                style={{
                  background: `light-dark(${colour.light}, ${colour.dark})`,
                  transform: `scaleX(${share.toFixed(3)})`,
                }}
              />
            </span>
            <Text class="share" text={formatShare(share)} />
          </li>
        );
      })}
    </ul>
  );
}
