/** Analysed frames a second at the most: a reaction needs no more. */
const FASTEST = 10;
/** Share of one processor core that analysing may take. */
const SHARE = 0.5;
/** Even on a very slow machine a frame is looked at this often. Milliseconds. */
const SLOWEST = 2000;
/** How quickly the running mean of the cost follows. */
const FOLLOW = 0.3;

/** Chooses how often to ask for a frame from what the last ones cost. Time is an argument. */
export interface Pacing {
  /** @returns milliseconds to wait before asking for the next frame */
  delay(askedAt: number, now: number, cost: number): number;
}

/** `sharers` is the number of calls that share the processor. */
export function createPacing(sharers: () => number = () => 1): Pacing {
  let mean: number | null = null;
  return {
    /** @param cost milliseconds that analysing the last frame took */
    delay(askedAt, now, cost) {
      mean = mean === null ? cost : mean + FOLLOW * (cost - mean);
      const interval = Math.min(Math.max(1000 / FASTEST, (mean / SHARE) * Math.max(sharers(), 1)), SLOWEST);
      // A clock that was set back must not make anybody wait for it to catch up.
      return Math.max(0, interval - Math.max(now - askedAt, 0));
    },
  };
}
