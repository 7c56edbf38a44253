/** Words below an axis. */

/** The first way of writing in which no two of these moments read the same; the last one if there is none. */
export function distinctLabels(
  times: readonly number[],
  ways: readonly [(time: number) => string, ...((time: number) => string)[]],
): string[] {
  for (const write of ways) {
    const labels = times.map(write);
    if (new Set(labels).size === labels.length) return labels;
  }
  return times.map(ways.at(-1)!);
}
