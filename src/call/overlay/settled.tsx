/** The temporal state in short: the settled expression, and the progress towards the next emoji. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { startInterval } from '../../shared/edges/timers';
import type { Reading } from '../../shared/types';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatDuration, formatShare } from '../../shared/ui/format';
import { property } from './styles/properties';
import { Text } from './text';
import { WORDS } from './words';

export function Settled({ reading }: { readonly reading: Reading }) {
  const { expression, confidence } = reading;
  const dwell = Math.max(0, Math.min(1, reading.dwell));
  return (
    <div class="settled">
      <Text
        text={
          expression === null
            ? WORDS.unsettled
            : WORDS.settled(EXPRESSION_STYLES[expression].name, formatShare(confidence))
        }
      />
      <span class="next" aria-hidden="true">
        <Text text={WORDS.next} />
        <span class="bar">
          <span
            style={{ background: `var(${property('ring')})`, transform: `scaleX(${dwell.toFixed(3)})` }}
          />
        </span>
      </span>
    </div>
  );
}

/** How often the remaining time is updated. Milliseconds. */
const TICK = 5000;
const MINUTE = 60_000;

/** The remaining time of a pause. @param until milliseconds since the epoch */
export function Left({ until }: { readonly until: number }) {
  const [now, setNow] = useState(Date.now());
  useLayoutEffect(() => {
    const timer = startInterval(() => setNow(Date.now()), TICK);
    return () => timer.stop();
  }, []);
  const left = Math.max(until - now, 0);
  // Whole minutes, the last one in seconds.
  const time = formatDuration(left > MINUTE ? Math.ceil(left / MINUTE) * MINUTE : left);
  return <Text class="sub" text={WORDS.left(time)} />;
}
