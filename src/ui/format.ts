/** Numbers as people read them. Plain ASCII units, so that they line up in narrow columns. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Milliseconds in at most two units: `1.4 s`, `42 s`, `7 min`, `1 h 05 min`. Below zero counts as zero. */
export function formatDuration(ms: number): string {
  const time = Math.max(0, ms);
  if (time < 9.95 * SECOND) return `${Number((time / SECOND).toFixed(1))} s`;
  if (time < 59.5 * SECOND) return `${Math.round(time / SECOND)} s`;
  const minutes = Math.round(time / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** A share (0..1) in whole percent; what is there but rounds to nothing is `<1 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.005) return '<1 %';
  return `${Math.round(share * 100)} %`;
}

/** The time of day in the reader's own clock and language, to the minute. */
export function formatTime(time: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(time);
}
