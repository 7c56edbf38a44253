/**
 * What a screen reader is told, and when. Not every flicker: a state is told once it has lasted, two announcements
 * keep a distance, only the newest one waits, and a state that was told last is not told again.
 * Times are milliseconds on any one clock.
 */

/** Least time between two announcements. */
export const ANNOUNCE_GAP = 3000;
/** How long a state must last to be told. */
export const ANNOUNCE_SETTLE = 1000;

export interface Announcement {
  readonly kind: 'state' | 'reaction';
  readonly text: string;
}

export interface Announcer {
  /** The state that was told last; null before the first. */
  readonly told: string | null;
  /** When something was told last. */
  readonly at: number;
  readonly waiting: (Announcement & { readonly since: number }) | null;
}

export const SILENT: Announcer = { told: null, at: Number.NEGATIVE_INFINITY, waiting: null };

/** Hands in something to tell. It replaces what waits. */
export function offer(announcer: Announcer, announcement: Announcement, now: number): Announcer {
  const { told, waiting } = announcer;
  if (announcement.kind === 'state' && waiting?.kind === 'state' && waiting.text === announcement.text) {
    return announcer;
  }
  if (announcement.kind === 'state' && announcement.text === told) {
    // Back to what the listener believes anyway: a state that was about to be told is out of date.
    return waiting?.kind === 'state' ? { ...announcer, waiting: null } : announcer;
  }
  return { ...announcer, waiting: { ...announcement, since: now } };
}

/** When `take` will have something to give; null where nothing waits. */
export function dueAt({ at, waiting }: Announcer): number | null {
  if (waiting === null) return null;
  return Math.max(at + ANNOUNCE_GAP, waiting.since + (waiting.kind === 'state' ? ANNOUNCE_SETTLE : 0));
}

/** What is to be told now, or null. */
export function take(announcer: Announcer, now: number): { announcer: Announcer; text: string | null } {
  const { told, waiting } = announcer;
  const due = dueAt(announcer);
  if (waiting === null || due === null || now < due) return { announcer, text: null };
  const next = { told: waiting.kind === 'state' ? waiting.text : told, at: now, waiting: null };
  return { announcer: next, text: waiting.text };
}
