/** Changes to the history, each inside one transaction (see transaction.ts), so that sums always match the spans. */

import type { StoredReaction } from '../reaction-event';
import { addToDay, createAggregator, DAY, daysOf, withSpan } from '../statistics/aggregate';
import type { StoredSpan } from '../types';
import type { LedgerChanges } from './ledger';
import { reactionIdentity, readableReactions } from './reaction';
import { identityOf, LONGEST_SPAN, readableSpans } from './span';
import type { Writing } from './transaction';

/** The result of an import. */
export interface ImportResult {
  readonly added: number;
  /** Number of spans that already existed. */
  readonly duplicates: number;
  /** Number of added reactions; missing: none. */
  readonly reactions?: number;
}

/** The user's names for calls, by call id. */
export type Titles = Readonly<Record<string, string>>;

/** Adds a span unless it exists: callers that got no answer send it again. */
export async function addSpan(writing: Writing, changes: LedgerChanges, span: StoredSpan): Promise<void> {
  const [spans, calls, days] = storesOf(writing);
  const there = readableSpans(await spans.index('start').getAll(span.start));
  if (there.some((each) => identityOf(each) === identityOf(span))) return;
  const known = await calls.get(span.callId);
  await Promise.all([spans.add(span), calls.put(withSpan(known, span))]);
  changes.added('spans', identityOf(span));
  for (const day of daysOf(span)) {
    const row = (await days.get([day, span.site])) ?? { day, site: span.site, quarters: [] };
    addToDay(row, span);
    await days.put(row);
  }
}

/** Adds a reaction unless it exists: callers that got no answer send it again. */
export async function addReaction(
  writing: Writing,
  changes: LedgerChanges,
  reaction: StoredReaction,
): Promise<void> {
  const reactions = writing.objectStore('reactions');
  const there = readableReactions(await reactions.index('time').getAll(reaction.time));
  if (there.some((each) => reactionIdentity(each) === reactionIdentity(reaction))) return;
  await reactions.add(reaction);
  changes.added('reactions', reactionIdentity(reaction));
}

/** Adds the missing reactions. @returns their number */
export async function importReactions(
  writing: Writing,
  changes: LedgerChanges,
  imported: readonly StoredReaction[],
): Promise<number> {
  const reactions = writing.objectStore('reactions');
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const { time } of imported) [first, last] = [Math.min(first, time), Math.max(last, time)];
  const there = first > last ? [] : await reactions.index('time').getAll(IDBKeyRange.bound(first, last));
  const known = new Set(readableReactions(there).map(reactionIdentity));
  const fresh = imported.filter((reaction) => {
    const identity = reactionIdentity(reaction);
    return !known.has(identity) && known.add(identity);
  });
  await Promise.all(fresh.map((reaction) => reactions.add(reaction)));
  for (const reaction of fresh) changes.added('reactions', reactionIdentity(reaction));
  return fresh.length;
}

/** Deletes the reactions in an index range. */
export async function removeReactions(
  writing: Writing,
  changes: LedgerChanges,
  index: 'time' | 'callId',
  range: IDBKeyRange | string,
): Promise<void> {
  const reactions = writing.objectStore('reactions');
  const [keys, rows] = await Promise.all([
    reactions.index(index).getAllKeys(range),
    reactions.index(index).getAll(range),
  ]);
  for (const row of rows)
    changes.removed('reactions', readableReactions([row]).map(reactionIdentity)[0] ?? '');
  await Promise.all(runsOf(keys).map(([first, last]) => reactions.delete(IDBKeyRange.bound(first, last))));
  const gone = readableReactions(rows);
  await passOver(reactions.index('time'), [rangeOver(gone.map(({ time }) => time))]);
  await passOver(reactions.index('callId'), new Set(gone.map(({ callId }) => callId)));
}

/** Adds the missing spans. A title is used only for calls that have none. */
export async function importSpans(
  writing: Writing,
  changes: LedgerChanges,
  imported: readonly StoredSpan[],
  titles: Titles,
): Promise<ImportResult> {
  const [spans] = storesOf(writing);
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const { start } of imported) [first, last] = [Math.min(first, start), Math.max(last, start)];
  const there = first > last ? [] : await spans.index('start').getAll(IDBKeyRange.bound(first, last));
  const known = new Set(readableSpans(there).map(identityOf));
  const fresh = imported.filter((span) => {
    const identity = identityOf(span);
    return !known.has(identity) && known.add(identity);
  });
  await Promise.all(fresh.map((span) => spans.add(span)));
  for (const span of fresh) changes.added('spans', identityOf(span));
  await sumAgain(writing, fresh);
  await addTitles(writing, titles);
  return { added: fresh.length, duplicates: imported.length - fresh.length };
}

async function addTitles(writing: Writing, titles: Titles): Promise<void> {
  const [, calls] = storesOf(writing);
  for (const [callId, title] of Object.entries(titles)) {
    const call = await calls.get(callId);
    if (call?.title === '') await calls.put({ ...call, title });
  }
}

/** Deletes the rows with these keys (in any order). @param rows the same rows, including damaged ones */
export async function removeRows(
  writing: Writing,
  changes: LedgerChanges,
  keys: readonly number[],
  rows: readonly unknown[],
): Promise<number> {
  const [spans] = storesOf(writing);
  await Promise.all(runsOf(keys).map(([first, last]) => spans.delete(IDBKeyRange.bound(first, last))));
  for (const row of rows) changes.removed('spans', readableSpans([row]).map(identityOf)[0] ?? '');
  const gone = readableSpans(rows);
  await sumAgain(writing, gone); // passes over the other two indexes
  const starts = rangeOver(gone.map(({ start }) => start));
  const sites = [...new Set(gone.map(({ site }) => site))];
  await passOver(
    spans.index('site-start'),
    starts === null ? [] : sites.map((site) => IDBKeyRange.bound([site, starts.lower], [site, starts.upper])),
  );
  return keys.length;
}

/** The range from the least to the greatest; null if there are none. */
function rangeOver(values: readonly number[]): IDBKeyRange | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [first, last] = [Math.min(first, value), Math.max(last, value)];
  return first > last ? null : IDBKeyRange.bound(first, last);
}

/**
 * Counts the entries of deleted rows in an index: Chromium deletes those only when something passes over them, and they hold
 * the call, the site and the time.
 */
async function passOver<K>(
  index: { count(key: K | IDBKeyRange): Promise<number> },
  ranges: Iterable<K | IDBKeyRange | null>,
): Promise<void> {
  await Promise.all([...ranges].map((range) => (range === null ? 0 : index.count(range))));
}

/** Merges neighbouring keys: deleting a year key by key takes seconds. Keys are whole numbers, so none lie between. */
function runsOf(keys: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const key of keys.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && key === run[1] + 1) run[1] = key;
    else runs.push([key, key]);
  }
  return runs;
}

/**
 * Recalculates the sums of the changed spans' calls and days from the spans that exist now. Nothing is ever subtracted from
 * a sum, so deleted data leaves no trace in it, not even a rounding error.
 */
async function sumAgain(writing: Writing, changed: readonly StoredSpan[]): Promise<void> {
  const [spans, calls, days] = storesOf(writing);
  const dayNumbers = new Set(changed.flatMap(daysOf));
  const sums = createAggregator(dayNumbers);
  for (const { from, until } of rangesOf(dayNumbers)) {
    await days.delete(IDBKeyRange.bound([from], [until]));
    // A span that reaches into the first day began at most its longest duration earlier.
    const starts = IDBKeyRange.bound(from * DAY - LONGEST_SPAN, until * DAY, true, true);
    readableSpans(await spans.index('start').getAll(starts)).forEach(sums.add);
  }
  for (const row of sums.days()) await days.put(row);
  for (const callId of new Set(changed.map((span) => span.callId))) {
    const title = (await calls.get(callId))?.title ?? '';
    const rest = createAggregator(new Set());
    readableSpans(await spans.index('callId').getAll(callId)).forEach(rest.add);
    const [row] = rest.calls();
    await (row ? calls.put({ ...row, title }) : calls.delete(callId));
  }
}

/** Neighbouring days as ranges [from, until). */
function rangesOf(days: ReadonlySet<number>): { readonly from: number; readonly until: number }[] {
  const ranges: { from: number; until: number }[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range?.until === day) range.until = day + 1;
    else ranges.push({ from: day, until: day + 1 });
  }
  return ranges;
}

function storesOf(writing: Writing) {
  return [writing.objectStore('spans'), writing.objectStore('calls'), writing.objectStore('days')] as const;
}
