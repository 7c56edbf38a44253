/** Labels of an axis. */

/** The first format in which all of these times differ; the last one if there is none. */
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
