/** The visible large emoji: at most three, each for two seconds. Times are milliseconds on any one clock. */
import type { Reaction } from '../types';

export const POP_DURATION = 2000;
export const MAX_POPS = 3;
/** Side of a large emoji in CSS pixels. */
export const POP_SIZE = 112;

export interface Pop {
  /** Unique within one overlay. */
  readonly id: number;
  readonly emoji: string;
  readonly image?: string;
  /** Its position beside the others, 0..MAX_POPS-1; visible pops never share one. */
  readonly slot: number;
  /** When it ends. */
  readonly until: number;
  /** The time of its reaction. */
  readonly time: number;
}

/** Adds a pop. The oldest is removed if there are too many. */
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

/** Updates the pops after a visible reaction has become stronger: its emoji changes in place. */
export function growPop(pops: readonly Pop[], { time, emoji, image }: Reaction): readonly Pop[] {
  return pops.map((pop) => {
    if (pop.time !== time) return pop;
    const { image: _, ...plain } = pop;
    return { ...plain, emoji, ...(image && { image }) };
  });
}

/** The pops that have not ended; one from a clock that was set back has. */
export function expirePops(pops: readonly Pop[], now: number): readonly Pop[] {
  return pops.filter((pop) => pop.until > now && pop.until <= now + POP_DURATION);
}

/** When the next pop ends; null if there is none. */
export function nextExpiry(pops: readonly Pop[]): number | null {
  return pops.length === 0 ? null : Math.min(...pops.map((pop) => pop.until));
}
