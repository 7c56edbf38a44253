/**
 * The One Euro filter: smooth where little moves, quick where much does (Casiez, Roussel, Vogel: "1 € Filter: A Simple
 * Speed-based Low-pass Filter for Noisy Input in Interactive Systems", CHI 2012; the names are the paper's).
 */
export interface OneEuroOptions {
  /** Cut-off for a still value. Hertz. */
  readonly minCutoff: number;
  /** By how much speed (units a second) raises it. */
  readonly beta: number;
  /** Cut-off for the speed itself. Hertz. */
  readonly dCutoff: number;
}

export interface OneEuro {
  /** @param time seconds; a value that is not later than the last one restarts the filter */
  filter(value: number, time: number): number;
  reset(): void;
}

/** A gap this long is not used for the speed. Seconds. */
const GAP = 1;

export function createOneEuro({ minCutoff, beta, dCutoff }: OneEuroOptions): OneEuro {
  let last: { readonly time: number; readonly value: number; readonly speed: number } | null = null;
  return {
    filter(value, time) {
      const passed = last === null ? 0 : time - last.time;
      if (last === null || !(passed > 0 && passed < GAP)) {
        last = { time, value, speed: 0 };
        return value;
      }
      const speed = mix(last.speed, (value - last.value) / passed, share(dCutoff, passed));
      const cutoff = minCutoff + beta * Math.abs(speed);
      last = { time, value: mix(last.value, value, share(cutoff, passed)), speed };
      return last.value;
    },
    reset() {
      last = null;
    },
  };
}

/** Weight of a new value. @param cutoff hertz @param passed seconds */
function share(cutoff: number, passed: number): number {
  const tau = 1 / (2 * Math.PI * cutoff);
  return 1 / (1 + tau / passed);
}

const mix = (from: number, to: number, by: number): number => from + by * (to - from);
