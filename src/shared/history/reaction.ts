/**
 * Reactions as events. How to use them (`openHistory()` in store.ts; `askBackground` from a page):
 *
 * - `history.reactionsBetween(from, until)`: every reaction with `from <= time < until`, by time. Pages may read the
 *   database themselves, as the dashboard does for the sums; 30,000 reactions come in one call.
 * - `history.reactionsOfCall(callId)`: those of one call, by time; for the markers on its timeline.
 * - `history.countReactions()`, also in the answer to `get-storage` (`StorageUse.reactions`).
 * - `askBackground({ type: 'get-reactions', from, until })` if a page does not open the database.
 * - Reactions that others saw: `outcome === 'sent'`. Reactions that the user declined or did not answer: `'cancelled'`.
 * - Only the background adds (`addReaction`). Deleting a call, a range or all deletes its reactions; retention, private
 *   mode, private windows, export (`toJson(spans, titles, reactions)`, `toReactionsCsv`) and import cover them too.
 */
import { type StoredReaction, storedReactionSchema } from '../reaction-event';
import { parseWith } from '../schemas';
import { HistoryError } from './errors';
import { WORDS } from './words';

/**
 * The reaction with known fields only.
 * @throws HistoryError (`invalid`)
 */
export function toStoredReaction(value: unknown): StoredReaction {
  const reaction = parseWith(storedReactionSchema, value);
  if (reaction === null) throw new HistoryError('invalid', WORDS.faults.damaged);
  return reaction;
}

/** The readable reactions among stored rows, by time. */
export function readableReactions(rows: readonly unknown[]): StoredReaction[] {
  return rows.flatMap((row) => parseWith(storedReactionSchema, row) ?? []).sort((a, b) => a.time - b.time);
}

/** Two reactions with the same identity are duplicates. */
export function reactionIdentity({ callId, time, emoji, how }: StoredReaction): string {
  return `${callId} ${time} ${emoji} ${how}`;
}
