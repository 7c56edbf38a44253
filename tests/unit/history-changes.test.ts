import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HISTORY_MIGRATIONS } from '../../src/shared/history/migrations';
import { type History, openHistory } from '../../src/shared/history/store';
import { createAggregator, DAY } from '../../src/shared/statistics/aggregate';
import { EXPRESSIONS, type StoredSpan } from '../../src/shared/types';

const CALLS = ['a', 'b', 'c'].map((letter) => `${letter}0000000-0000-4000-8000-000000000000`);
const HOUR = 3_600_000;
const BASE = 20_000 * DAY;

const anySpan: fc.Arbitrary<StoredSpan> = fc.record({
  expression: fc.constantFrom(...EXPRESSIONS),
  start: fc.integer({ min: BASE, max: BASE + 4 * DAY }),
  duration: fc.oneof(fc.integer({ min: 1, max: HOUR }), fc.integer({ min: 1, max: DAY - 1 })),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  site: fc.constantFrom('meet.google.com', 'meet.jit.si'),
  callId: fc.constantFrom(...CALLS),
});
const spans = fc.array(anySpan, { maxLength: 10 });
const moment = fc.integer({ min: BASE - DAY, max: BASE + 5 * DAY });

const identity = ({ callId, site, start, duration, expression }: StoredSpan): string =>
  [callId, site, start, duration, expression].join();
const sorted = (all: readonly StoredSpan[]) => all.map((span) => JSON.stringify(span)).sort();
const distinct = (all: readonly StoredSpan[]) => [...new Map(all.map((s) => [identity(s), s])).values()];

let runs = 0;
const opened: History[] = [];

function fresh(): History {
  const history = openHistory({ name: `changes-${runs++}` });
  opened.push(history);
  return history;
}

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
  for (const history of opened.splice(0)) history.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const everything = (history: History) => history.between(0, Number.MAX_SAFE_INTEGER);

/** What the store sums up is what summing up its spans gives. */
async function expectSums(history: History): Promise<void> {
  const sums = createAggregator();
  (await everything(history)).forEach(sums.add);
  const { calls, days } = await history.overview();
  const byCall = (a: { callId: string }, b: { callId: string }) => a.callId.localeCompare(b.callId);
  expect(calls.map((call) => ({ ...call, title: '' })).sort(byCall)).toEqual(sums.calls().sort(byCall));
  const byKey = (a: { day: number; site: string }, b: { day: number; site: string }) =>
    a.day - b.day || a.site.localeCompare(b.site);
  expect(days.toSorted(byKey)).toEqual(sums.days().sort(byKey));
}

describe('the sums follow the spans', () => {
  it('when spans come one by one', async () => {
    await fc.assert(
      fc.asyncProperty(spans, async (all) => {
        const history = fresh();
        for (const span of all) await history.add(span);
        expect(sorted(await everything(history))).toEqual(sorted(all));
        await expectSums(history);
        // Whoever heard no answer says it again.
        for (const span of all) await history.add({ ...span });
        expect(sorted(await everything(history))).toEqual(sorted(all));
        await expectSums(history);
      }),
      { numRuns: 15 },
    );
  });

  it('when a file is merged in, and nothing is there twice', async () => {
    await fc.assert(
      fc.asyncProperty(spans, spans, async (before, file) => {
        const history = fresh();
        for (const span of distinct(before)) await history.add(span);
        const known = new Set(before.map(identity));
        const more = distinct(file).filter((span) => !known.has(identity(span)));
        const done = await history.import(file, {});
        expect(done).toEqual({ added: more.length, duplicates: file.length - more.length });
        expect((await everything(history)).map(identity).sort()).toEqual(
          [...new Set([...before, ...file].map(identity))].sort(),
        );
        await expectSums(history);
        expect(await history.import(file, {})).toEqual({ added: 0, duplicates: file.length });
        await expectSums(history);
      }),
      { numRuns: 15 },
    );
  });

  it('when a range is deleted: nothing of it is left, everything else is', async () => {
    await fc.assert(
      fc.asyncProperty(spans, moment, moment, async (all, a, b) => {
        const [from, until] = [Math.min(a, b), Math.max(a, b)];
        const history = fresh();
        await history.import(distinct(all), {});
        const gone = await history.removeBetween(from, until);
        const rest = distinct(all).filter(
          (s) => from >= until || s.start >= until || s.start + s.duration <= from,
        );
        expect(sorted(await everything(history))).toEqual(sorted(rest));
        expect(gone).toBe(distinct(all).length - rest.length);
        await expectSums(history);
      }),
      { numRuns: 20 },
    );
  });

  it('when a call is deleted', async () => {
    await fc.assert(
      fc.asyncProperty(spans, fc.constantFrom(...CALLS), async (all, callId) => {
        const history = fresh();
        await history.import(distinct(all), {});
        await history.removeCall(callId);
        const rest = distinct(all).filter((span) => span.callId !== callId);
        expect(sorted(await everything(history))).toEqual(sorted(rest));
        expect(await history.ofCall(callId)).toEqual([]);
        await expectSums(history);
      }),
      { numRuns: 15 },
    );
  });
});

const SPAN: StoredSpan = {
  expression: 'happy',
  start: BASE,
  duration: 5000,
  confidence: 0.9,
  site: 'meet.google.com',
  callId: CALLS[0]!,
};

describe('deleting', () => {
  it('takes damaged rows that began in the range, too', async () => {
    const history = openHistory();
    opened.push(history);
    await history.add(SPAN);
    const database = await openDB('emojigen');
    await database.add('spans', { start: BASE + 5 });
    await database.add('spans', { start: BASE + DAY });
    database.close();
    expect(await history.removeBetween(BASE, BASE + HOUR)).toBe(2);
    expect(await history.count()).toBe(1);
  });

  it('leaves nothing at all when everything is deleted', async () => {
    const history = openHistory();
    opened.push(history);
    await history.import([SPAN, { ...SPAN, start: BASE + HOUR, callId: CALLS[1]! }], {
      [CALLS[0]!]: 'Weekly',
    });
    await history.clear();
    expect(await indexedDB.databases()).toEqual([]);
    expect(await history.count()).toBe(0);
    const database = await openDB('emojigen');
    const rows = [...database.objectStoreNames].filter((store) => store !== 'meta');
    for (const store of rows) expect(await database.count(store)).toBe(0);
    // The books say that there is nothing.
    expect(await database.get('meta', 'ledger')).toMatchObject({ spans: 0, reactions: 0, sum: 0 });
    database.close();
  });
});

describe('titles', () => {
  it('stay with their call until it is deleted', async () => {
    const history = fresh();
    await history.import([SPAN, { ...SPAN, start: BASE + HOUR }], {});
    await history.rename(CALLS[0]!, 'Weekly');
    await history.add({ ...SPAN, start: BASE + 2 * HOUR });
    await history.removeBetween(BASE, BASE + 1);
    expect((await history.overview()).calls[0]).toMatchObject({ title: 'Weekly', start: BASE + HOUR });
    await history.removeCall(CALLS[0]!);
    await history.add(SPAN);
    expect((await history.overview()).calls[0]!.title).toBe('');
  });

  it('are taken from a file where a call has none', async () => {
    const history = fresh();
    await history.import([SPAN], { [CALLS[0]!]: 'From the file', [CALLS[1]!]: 'Of no call' });
    expect((await history.overview()).calls.map((call) => call.title)).toEqual(['From the file']);
    await history.import([SPAN], { [CALLS[0]!]: 'Another' });
    expect((await history.overview()).calls[0]!.title).toBe('From the file');
  });

  it('of a call that is gone are not made up', async () => {
    const history = fresh();
    await history.rename(CALLS[0]!, 'Ghost');
    expect((await history.overview()).calls).toEqual([]);
  });
});

describe('all or nothing', () => {
  it('an import with one damaged span changes nothing', async () => {
    const history = fresh();
    await history.add(SPAN);
    const bad = [
      { ...SPAN, start: BASE + HOUR },
      { ...SPAN, duration: -1 },
    ];
    await expect(history.import(bad, {})).rejects.toMatchObject({ kind: 'invalid' });
    expect(await everything(history)).toEqual([SPAN]);
  });

  it.each([['import'], ['removeBetween']])('a failing %s changes nothing', async (what) => {
    const history = fresh();
    await history.add(SPAN);
    const before = await history.overview();
    const full = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full);
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(full);
    const work =
      what === 'import'
        ? history.import([{ ...SPAN, start: BASE + HOUR }], {})
        : history.removeBetween(BASE, BASE + HOUR);
    await expect(work).rejects.toMatchObject({ kind: 'full' });
    vi.restoreAllMocks();
    expect(await everything(history)).toEqual([SPAN]);
    expect(await history.overview()).toEqual(before);
  });
});

describe('a database of version 1', () => {
  it('keeps every row, and gets its sums', async () => {
    await fc.assert(
      fc.asyncProperty(spans, async (all) => {
        const name = `old-${runs++}`;
        const old = await openDB(name, 1, {
          upgrade(database, _from, _to, transaction) {
            void HISTORY_MIGRATIONS[0]!(database as never, transaction as never);
          },
        });
        for (const span of all) await old.add('spans', span);
        await old.add('spans', { start: 5, garbage: true });
        old.close();
        const history = openHistory({ name });
        opened.push(history);
        expect(await history.count()).toBe(all.length + 1);
        expect(sorted(await everything(history))).toEqual(sorted(all));
        await expectSums(history);
        expect((await history.overview()).calls).toHaveLength(new Set(all.map((s) => s.callId)).size);
      }),
      { numRuns: 10 },
    );
  });
});
