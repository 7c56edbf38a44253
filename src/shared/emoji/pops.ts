/** The large emoji on show: at most three, each for two seconds. Times are milliseconds on any one clock. */
import type { Reaction } from '../types';

export const POP_DURATION = 2000;
export const MAX_POPS = 3;
/** Side of a large emoji in CSS pixels. */
export const POP_SIZE = 112;

export interface Pop {
  /** Never used twice within one overlay. */
  readonly id: number;
  readonly emoji: string;
  readonly image?: string;
  /** Its place beside the others, 0..MAX_POPS-1; no two on show share one. */
  readonly slot: number;
  /** When it is over. */
  readonly until: number;
  /** The time of its reaction. */
  readonly time: number;
}

/** The pops with one more. The oldest gives way where there are too many. */
export function addPop(pops: readonly Pop[], reaction: Reaction, id: number, now: number): readonly Pop[] {
  const kept = expirePops(pops, now).slice(-(MAX_POPS - 1));
  const taken = new Set(kept.map((pop) => pop.slot));
  let slot = 0;
  while (taken.has(slot)) slot += 1;
  const { emoji, image } = reaction;
  return [
    ...kept,
    { id, emoji, ...(image && { image }), slot, until: now + POP_DURATION, time: reaction.time },
  ];
}

/** The pops after a reaction that is on show has become stronger: its emoji changes where it stands. */
export function growPop(pops: readonly Pop[], { time, emoji, image }: Reaction): readonly Pop[] {
  return pops.map((pop) => {
    if (pop.time !== time) return pop;
    const { image: _, ...plain } = pop;
    return { ...plain, emoji, ...(image && { image }) };
  });
}

/** Those that are not over; one from a clock that was set back meanwhile is. */
export function expirePops(pops: readonly Pop[], now: number): readonly Pop[] {
  return pops.filter((pop) => pop.until > now && pop.until <= now + POP_DURATION);
}

/** When the next one is over; null where there is none. */
export function nextExpiry(pops: readonly Pop[]): number | null {
  return pops.length === 0 ? null : Math.min(...pops.map((pop) => pop.until));
}
