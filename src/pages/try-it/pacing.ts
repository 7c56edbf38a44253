/** Largest number of analysed frames a second: a reaction needs no more. */
const FASTEST = 10;
/** Share of one processor core that the analysis may use. */
const SHARE = 0.5;
/** Longest time between two analysed frames, even on a very slow machine. Milliseconds. */
const SLOWEST = 2000;
/** Smoothing factor of the mean cost. */
const FOLLOW = 0.3;

/** Decides when to request the next frame from the cost of the last ones. Time is an argument. */
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
      // After the clock was set back, nobody must wait for it to catch up.
      return Math.max(0, interval - Math.max(now - askedAt, 0));
    },
  };
}
