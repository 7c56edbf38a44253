import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HistoryError } from '../../src/shared/history/errors';
import { HISTORY_MIGRATIONS, type Migration } from '../../src/shared/history/migrations';
import { type History, openHistory } from '../../src/shared/history/store';
import { EXPRESSIONS, type StoredSpan } from '../../src/shared/types';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const HOUR = 3_600_000;

function span(start: number, duration = 1000, more: Partial<StoredSpan> = {}): StoredSpan {
  return {
    expression: 'happy',
    start,
    duration,
    confidence: 0.9,
    site: 'meet.google.com',
    callId: CALL,
    ...more,
  };
}

/** Writes a row past all checks, as a broken disk or an older release might have left it. */
async function plant(row: unknown): Promise<void> {
  const database = await openDB('emojigen');
  await database.add('spans', row);
  database.close();
}

let history: History;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  history = openHistory();
});

afterEach(() => {
  history.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('history', () => {
  it('gives back exactly the spans that overlap the range, by start', async () => {
    let runs = 0;
    const start = fc.integer({ min: 0, max: 4 * HOUR });
    const entry = fc.record({
      start,
      duration: fc.integer({ min: 1, max: 3 * HOUR }),
      expression: fc.constantFrom(...EXPRESSIONS),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 12 }), start, start, async (entries, a, b) => {
        const name = `run-${runs++}`;
        const own = openHistory({ name });
        for (const each of entries) await own.add(span(each.start, each.duration, each));
        const [from, until] = [Math.min(a, b), Math.max(a, b)];
        const expected = entries.filter((each) => each.start < until && each.start + each.duration > from);
        const found = await own.between(from, until);
        own.close();
        expect(found.map((each) => each.start)).toEqual(
          (from < until ? expected : []).map((each) => each.start).sort((x, y) => x - y),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('keeps its data when it is opened again', async () => {
    await history.add(span(1000));
    history.close();
    const again = openHistory();
    expect(await again.between(0, HOUR)).toEqual([span(1000)]);
    expect(await again.count()).toBe(1);
    again.close();
  });

  it('finds a span that began long before the range', async () => {
    await history.add(span(0, 23 * HOUR));
    expect(await history.between(22 * HOUR, 24 * HOUR)).toHaveLength(1);
    expect(await history.between(23 * HOUR, 24 * HOUR)).toHaveLength(0);
  });

  it.each([
    ['no object', null, /not an object/],
    ['an unknown expression', span(1, 1, { expression: 'bored' as never }), /unknown expression/],
    ['a start that is no time', span(Number.NaN), /start/],
    ['a start before the epoch', span(-1), /start/],
    ['a start far beyond any date', span(Number.POSITIVE_INFINITY), /start/],
    ['no duration', span(1, 0), /duration/],
    ['a negative duration', span(1, -5), /duration/],
    ['a duration of a day', span(1, 24 * HOUR), /duration/],
    ['an endless duration', span(1, Number.POSITIVE_INFINITY), /duration/],
    ['a confidence above 1', span(1, 1, { confidence: 1.01 }), /confidence/],
    ['no site', span(1, 1, { site: '' }), /site/],
    ['no call id', span(1, 1, { callId: undefined as never }), /call id/],
  ])('rejects %s and keeps what it has', async (_, bad, message) => {
    await history.add(span(1000));
    const rejected = await history.add(bad as StoredSpan).catch((error) => error);
    expect(rejected).toBeInstanceOf(HistoryError);
    expect(rejected).toMatchObject({ kind: 'invalid', message: expect.stringMatching(message) });
    expect(await history.between(0, HOUR)).toEqual([span(1000)]);
  });

  it('stores the known fields only', async () => {
    await history.add({ ...span(5), landmarks: [1, 2, 3] } as StoredSpan);
    expect(await history.between(0, HOUR)).toEqual([span(5)]);
  });

  it('leaves damaged rows out of the list, and on the disk', async () => {
    await history.add(span(1000));
    await plant({ start: 2000 });
    await plant({ ...span(3000), duration: 'long' });
    await plant('garbage');
    await history.add(span(4000));
    expect((await history.between(0, HOUR)).map((each) => each.start)).toEqual([1000, 4000]);
    expect(await history.count()).toBe(5);
  });

  it('rejects a range that is none', async () => {
    await expect(history.between(Number.NaN, 5)).rejects.toMatchObject({ kind: 'invalid' });
    expect(await history.between(10, 5)).toEqual([]);
  });
});

describe('opening', () => {
  const later: readonly Migration[] = [
    ...HISTORY_MIGRATIONS,
    (_, transaction) => void transaction.objectStore('spans').createIndex('call' as never, 'callId'),
  ];

  it('upgrades an older database and keeps its spans', async () => {
    await history.add(span(1000));
    const newer = openHistory({ migrations: later }); // the older connection steps aside by itself
    expect(await newer.between(0, HOUR)).toEqual([span(1000)]);
    newer.close();
    const database = await openDB('emojigen');
    expect(database.version).toBe(later.length);
    expect([...database.transaction('spans').store.indexNames]).toContain('call');
    database.close();
  });

  it('starts from what a version without stores left behind', async () => {
    const empty = openHistory({ migrations: [() => {}] });
    await expect(empty.count()).rejects.toBeInstanceOf(HistoryError);
    empty.close();
    const repaired = openHistory({ migrations: [() => {}, ...HISTORY_MIGRATIONS] });
    await repaired.add(span(1));
    expect(await repaired.count()).toBe(1);
    repaired.close();
  });

  it('leaves everything as it was when an upgrade fails', async () => {
    await history.add(span(1000));
    history.close();
    const failing = openHistory({
      migrations: [
        ...HISTORY_MIGRATIONS,
        (database) => {
          database.deleteObjectStore('spans');
          throw new Error('a bug');
        },
      ],
    });
    await expect(failing.count()).rejects.toMatchObject({ name: 'HistoryError', kind: 'unavailable' });
    failing.close();
    expect(await history.between(0, HOUR)).toEqual([span(1000)]);
  });

  it('does not touch a database of a newer version', async () => {
    const newer = openHistory({ migrations: later });
    await newer.add(span(1000));
    newer.close();
    await expect(history.add(span(2000))).rejects.toMatchObject({ kind: 'newer' });
    expect(await newer.count()).toBe(1);
    newer.close();
  });

  it('tells that another page blocks the upgrade, and works once that page is gone', async () => {
    await history.count();
    history.close();
    const stubborn = await openDB('emojigen'); // listens to nothing
    const newer = openHistory({ migrations: later, patience: 20 });
    await expect(newer.count()).rejects.toMatchObject({ kind: 'blocked' });
    stubborn.close();
    await vi.waitFor(async () => expect(await newer.count()).toBe(0));
    newer.close();
  });

  it('tries a second time when opening fails once', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('not now', 'UnknownError');
    });
    await history.add(span(1));
    expect(open.mock.calls.filter(([name]) => !name.includes('wipe'))).toHaveLength(2);
    expect(await history.count()).toBe(1);
  });

  it('gives up after the second failure, and recovers later', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('broken disk', 'UnknownError');
    });
    await expect(history.add(span(1))).rejects.toMatchObject({ kind: 'unavailable' });
    expect(open.mock.calls.filter(([name]) => !name.includes('wipe'))).toHaveLength(2);
    open.mockRestore();
    await history.add(span(1));
    expect(await history.count()).toBe(1);
  });

  it('opens again when the browser has ended the connection, however many are waiting', async () => {
    const opened = vi.spyOn(indexedDB, 'open');
    await history.add(span(1));
    const { result } = opened.mock.results[0]!.value as IDBOpenDBRequest;
    forceCloseDatabase(result as never);
    await Promise.all([history.add(span(2)), history.add(span(3)), history.add(span(4))]);
    expect(await history.count()).toBe(4);
    expect(opened.mock.calls.filter(([name]) => !name.includes('wipe'))).toHaveLength(2);
  });

  it('opens again when the connection was closed unnoticed', async () => {
    const opened = vi.spyOn(indexedDB, 'open');
    await history.add(span(1));
    (opened.mock.results[0]!.value as IDBOpenDBRequest).result.close();
    await Promise.all([history.add(span(2)), history.add(span(3)), history.count()]);
    expect(await history.count()).toBe(3);
  });

  it('says when the disk is full', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(history.add(span(1))).rejects.toMatchObject({ kind: 'full' });
  });
});
