/** What happens in a soak and when: random, and the same for the same seed. Pure. */

export const EVENTS = [
  'camera-off',
  'device-switch',
  'tab-hidden',
  'navigation',
  'service-worker-kill',
  'offscreen-kill',
  'worker-kill',
  'gpu-crash',
] as const;
export type SoakEvent = (typeof EVENTS)[number];

export interface Planned {
  /** Seconds since the beginning. */
  readonly at: number;
  readonly event: SoakEvent;
  /** Which call it happens to, from 0; what is taken from the extension is taken from all. */
  readonly call: number;
}

/** Seconds before the first event, and quiet seconds at the end, in which the last span may finish. */
export const WARM_UP = 12;
const QUIET_END = 12;
/** Seconds between two events, at least and at most. */
export interface Gap {
  readonly least: number;
  readonly most: number;
}
const USUAL_GAP: Gap = { least: 6, most: 14 };

/** Chromium itself ends when its GPU process dies more often. */
const MOST_GPU_CRASHES = 2;

/** Random numbers 0..1 (Park and Miller's minimal standard generator). */
export function randomOf(seed: number): () => number {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

export interface PlanOptions {
  /** Between two events; the usual one by default. */
  readonly gap?: Gap | undefined;
  /** At the same time; one by default. */
  readonly calls?: number;
}

/** Events of `seconds` of soak. Each kind comes before any comes again, in an order drawn anew every time. */
export function planSoak(
  seconds: number,
  seed: number,
  { gap = USUAL_GAP, calls = 1 }: PlanOptions = {},
): Planned[] {
  const random = randomOf(seed);
  const planned: Planned[] = [];
  let bag: SoakEvent[] = [];
  for (let at = WARM_UP; at <= seconds - QUIET_END; ) {
    const crashes = planned.filter(({ event }) => event === 'gpu-crash').length;
    if (bag.length === 0) bag = EVENTS.filter((each) => each !== 'gpu-crash' || crashes < MOST_GPU_CRASHES);
    const [event] = bag.splice(Math.floor(random() * bag.length), 1);
    // One call draws no number: its plans stay what they were.
    const call = calls > 1 ? Math.floor(random() * calls) : 0;
    planned.push({ at: Math.round(10 * at) / 10, event: event!, call });
    at += gap.least + (gap.most - gap.least) * random();
  }
  return planned;
}
