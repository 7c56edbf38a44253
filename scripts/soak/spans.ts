/** Whether the history holds what was seen, once. Pure. Times in milliseconds. */
import type { StoredSpan } from '../../src/shared/types';

/** Pairs of spans of one call that share more than this much time are the same thing kept twice. */
const SHARED = 50;
/** A stretch in which faces were read is missing from the history when this much of it is in too few calls' spans. */
const MISSING = 2000;
/** An expression that begins takes this many analysed frames to settle; until then there is no span. */
const SETTLES_IN = 5;

/** The shortest stretch that counts as missing. @param frameEvery mean milliseconds between analysed frames of a call */
export const shortestMissing = (frameEvery: number): number => MISSING + SETTLES_IN * frameEvery;

/** Pairs of neighbouring spans of the same call that overlap. */
export function doubledSpans(spans: readonly StoredSpan[]): number {
  const ordered = [...spans].sort((a, b) => a.callId.localeCompare(b.callId) || a.start - b.start);
  return ordered.filter((span, i) => {
    const before = ordered[i - 1];
    return before?.callId === span.callId && before.start + before.duration - span.start > SHARED;
  }).length;
}

export interface Seen {
  readonly time: number;
  /** In how many calls a face was being read at that moment. */
  readonly reading: number;
}

/**
 * The stretches in which faces were read again and again, but of which the history has fewer calls.
 * @param seen in order of time
 * @param until what comes after has had no time to be kept yet
 * @param missing shortest stretch that counts; milliseconds
 */
export function lostStretches(
  seen: readonly Seen[],
  spans: readonly StoredSpan[],
  until: number,
  missing: number = MISSING,
): { readonly from: number; readonly until: number }[] {
  const keptAt = (time: number): number =>
    new Set(
      spans
        .filter(({ start, duration }) => time >= start && time <= start + duration)
        .map(({ callId }) => callId),
    ).size;
  const lost: { from: number; until: number }[] = [];
  let from: number | null = null;
  let last = 0;
  const close = (): void => {
    if (from !== null && last - from >= missing) lost.push({ from, until: last });
    from = null;
  };
  for (const { time, reading } of seen) {
    if (time > until) break;
    if (keptAt(time) >= reading) close();
    else {
      from ??= time;
      last = time;
    }
  }
  close();
  return lost;
}
