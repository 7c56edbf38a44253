/** Numbers as people read them, in their language. Short units, so that they line up in narrow columns. */
import { dateFormat, numberFormat } from '../language/formats';
import { WORDS } from '../words/ui';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const { units } = WORDS;
const tenths = numberFormat({ maximumFractionDigits: 1 });
const whole = numberFormat({ maximumFractionDigits: 0 });
const twoDigits = numberFormat({ minimumIntegerDigits: 2 });
const percent = numberFormat({ style: 'percent' });
const clock = dateFormat({ hour: 'numeric', minute: '2-digit' });

/** Milliseconds in at most two units: `1.4 s`, `42 s`, `7 min`, `1 h 05 min`. Below zero counts as zero. */
export function formatDuration(ms: number): string {
  const time = Math.max(0, ms);
  if (time < 9.95 * SECOND) return units.seconds(tenths(time / SECOND));
  if (time < 59.5 * SECOND) return units.seconds(whole(time / SECOND));
  const minutes = Math.round(time / MINUTE);
  if (minutes < 60) return units.minutes(whole(minutes));
  return units.hours(whole(Math.floor(minutes / 60)), twoDigits(minutes % 60));
}

/** A share (0..1) in whole percent; a positive share that rounds to zero is `<1%`. */
export function formatShare(share: number): string {
  return share > 0 && share < 0.005 ? units.lessThan(percent(0.01)) : percent(share);
}

/** The time of day in the reader's own clock and language, to the minute. */
export const formatTime = (time: number): string => clock(time);
