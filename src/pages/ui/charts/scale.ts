/** Positions of a chart's lines and labels. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Usual distances between lines. */
const STEPS = [
  // Not 30 seconds: the third line would be at a minute and a half, which is formatted as two minutes.
  ...[1, 2, 5, 10, 15].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 12, 24, 48, 120, 240].map((count) => count * HOUR),
];

/**
 * Lines for durations from 0 up to at least `most` (milliseconds), at most five including the one at 0. The last one is the
 * top of the chart.
 */
export function durationTicks(most: number): number[] {
  const wanted = Math.max(most, 1) / 4;
  const step = STEPS.find((each) => each >= wanted) ?? Math.ceil(wanted / HOUR) * HOUR;
  const count = Math.max(Math.ceil(most / step), 1);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}

/** Which of `count` columns get a label, so that at most `most` of them do, evenly spread. */
export function labelled(count: number, most: number): (index: number) => boolean {
  const every = Math.max(1, Math.ceil(count / most));
  return (index) => index % every === 0;
}
