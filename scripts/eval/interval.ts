/** Exact 95 % intervals of counts and shares. Pure. */

const TAIL = 0.025;

/** The chance of at most `count` events where `mean` are expected. */
export function poissonAtMost(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let total = term;
  for (let k = 1; k <= count; k++) {
    term *= mean / k;
    total += term;
  }
  return Math.min(total, 1);
}

/** The exact 95 % interval of an expected number of events of which `count` were seen (Garwood 1936). */
export function poissonInterval(count: number): readonly [number, number] {
  const most = 4 * count + 20;
  const low = count === 0 ? 0 : falls((mean) => poissonAtMost(count - 1, mean) - (1 - TAIL), most);
  return [low, falls((mean) => poissonAtMost(count, mean) - TAIL, most)];
}

/** Where a falling function of 0..`most` passes zero, by halving. */
function falls(of: (value: number) => number, most: number): number {
  let [low, high] = [0, most];
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (of(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
