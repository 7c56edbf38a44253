/** How well one curve follows another: what `eval:avatar` prints. Pure. */

/** Pearson's correlation, -1..1; null where one of them does not move. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const n = Math.min(a.length, b.length);
  const mean = (values: readonly number[]): number => values.slice(0, n).reduce((sum, x) => sum + x, 0) / n;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [da, db] = [a[i]! - meanA, b[i]! - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 1e-9 && bb > 1e-9 ? ab / Math.sqrt(aa * bb) : null;
}

/**
 * How far `drawn` lies behind `seen`, by the shift at which they agree best.
 * @param step milliseconds between two values @param most milliseconds
 * @returns the delay and the correlation at it; null where one of them does not move
 */
export function delayOf(
  seen: readonly number[],
  drawn: readonly number[],
  step: number,
  most = 400,
): { readonly delay: number; readonly correlation: number } | null {
  let best: { delay: number; correlation: number } | null = null;
  for (let shift = 0; shift * step <= most; shift++) {
    const r = correlation(seen.slice(0, seen.length - shift), drawn.slice(shift));
    if (r !== null && (best === null || r > best.correlation)) best = { delay: shift * step, correlation: r };
  }
  return best;
}

/** Mean change from one value to the next in the calmest stretch of that many values. */
export function jitter(values: readonly number[], stretch: number): number | null {
  if (values.length <= stretch) return null;
  const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
  let sum = steps.slice(0, stretch).reduce((all, each) => all + each, 0);
  let least = sum;
  for (let i = stretch; i < steps.length; i++) {
    sum += steps[i]! - steps[i - stretch]!;
    least = Math.min(least, sum);
  }
  return least / stretch;
}
