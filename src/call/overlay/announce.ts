/**
 * Decides what a screen reader announces, and when. A state is announced once it has lasted, announcements keep a minimum
 * distance, only the newest one waits, and the state that was announced last is not repeated. Times are milliseconds on any
 * one clock.
 */

/** Least time between two announcements. */
export const ANNOUNCE_GAP = 3000;
/** How long a state must last before it is announced. */
export const ANNOUNCE_SETTLE = 1000;

export interface Announcement {
  readonly kind: 'state' | 'reaction';
  readonly text: string;
}

export interface Announcer {
  /** The state that was announced last; null before the first. */
  readonly told: string | null;
  /** Time of the last announcement. */
  readonly at: number;
  readonly waiting: (Announcement & { readonly since: number }) | null;
}

export const SILENT: Announcer = { told: null, at: Number.NEGATIVE_INFINITY, waiting: null };

/** Adds an announcement. It replaces the waiting one. */
export function offer(announcer: Announcer, announcement: Announcement, now: number): Announcer {
  const { told, waiting } = announcer;
  if (announcement.kind === 'state' && waiting?.kind === 'state' && waiting.text === announcement.text) {
    return announcer;
  }
  if (announcement.kind === 'state' && announcement.text === told) {
    // Back to the announced state: the waiting change is out of date.
    return waiting?.kind === 'state' ? { ...announcer, waiting: null } : announcer;
  }
  return { ...announcer, waiting: { ...announcement, since: now } };
}

/** When `take` will return an announcement; null if nothing waits. */
export function dueAt({ at, waiting }: Announcer): number | null {
  if (waiting === null) return null;
  return Math.max(at + ANNOUNCE_GAP, waiting.since + (waiting.kind === 'state' ? ANNOUNCE_SETTLE : 0));
}

/** Returns what to announce now, or null. */
export function take(announcer: Announcer, now: number): { announcer: Announcer; text: string | null } {
  const { told, waiting } = announcer;
  const due = dueAt(announcer);
  if (waiting === null || due === null || now < due) return { announcer, text: null };
  const next = { told: waiting.kind === 'state' ? waiting.text : told, at: now, waiting: null };
  return { announcer: next, text: waiting.text };
}
