/** Counts over reactions. Pure: ranges and events in, numbers out. */
import type { StoredReaction } from '../reaction-event';
import type { Range } from './periods';

/** How a reaction came about. */
export type ReactionWay = StoredReaction['how'];

/** The fields of a reaction that the statistics need. */
export type CountedReaction = Pick<StoredReaction, 'time' | 'emoji' | 'how' | 'outcome' | 'site' | 'callId'>;

export interface EmojiCount {
  readonly emoji: string;
  readonly count: number;
}

export interface ReactionCounts {
  readonly sent: number;
  readonly cancelled: number;
  /** Sent reactions by cause. */
  readonly ways: Readonly<Record<ReactionWay, number>>;
  /** Sent reactions, most frequent first; among equals the most recent first. */
  readonly top: readonly EmojiCount[];
}

/** The events of a range and a site. @param site null for all */
export function reactionsIn<T extends CountedReaction>(
  events: readonly T[],
  { from, until }: Range,
  site: string | null,
): T[] {
  return events.filter(
    (event) => event.time >= from && event.time < until && (site === null || event.site === site),
  );
}

export function countReactions(events: readonly CountedReaction[]): ReactionCounts {
  const ways: Record<ReactionWay, number> = { auto: 0, asked: 0, manual: 0 };
  const emoji = new Map<string, { count: number; last: number }>();
  let cancelled = 0;
  for (const event of events) {
    if (event.outcome === 'cancelled') {
      cancelled++;
      continue;
    }
    ways[event.how]++;
    const known = emoji.get(event.emoji) ?? { count: 0, last: 0 };
    emoji.set(event.emoji, { count: known.count + 1, last: Math.max(known.last, event.time) });
  }
  const top = [...emoji]
    .sort(([, a], [, b]) => b.count - a.count || b.last - a.last)
    .map(([name, { count }]) => ({ emoji: name, count }));
  return { sent: events.length - cancelled, cancelled, ways, top };
}

/** Reactions by call. */
export function byCall<T extends CountedReaction>(events: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const calls = new Map<string, T[]>();
  for (const event of events) {
    const known = calls.get(event.callId);
    if (known) known.push(event);
    else calls.set(event.callId, [event]);
  }
  return calls;
}
