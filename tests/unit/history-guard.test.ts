import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHistoryGuard, type HistoryGuard } from '../../src/background/history-guard';
import { createHistoryService } from '../../src/background/history-service';
import { createSettingsStore } from '../../src/shared/edges/settings-store';
import { hashOf } from '../../src/shared/history/ledger';
import { HISTORY_MIGRATIONS } from '../../src/shared/history/migrations';
import { type History, openHistory } from '../../src/shared/history/store';
import type { StoredReaction } from '../../src/shared/reaction-event';
import { DAY } from '../../src/shared/statistics/aggregate';
import type { StoredSpan } from '../../src/shared/types';
import { MemoryShelf } from './support/shelf';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const NOW = 20_000 * DAY;

const span = (start: number): StoredSpan => ({
  ...{ expression: 'happy', start, duration: 1000, confidence: 0.9, site: 'a.b', callId: CALL },
});
const reaction = (time: number): StoredReaction => ({
  ...{ time, expression: 'happy', emoji: '1f604', how: 'auto', outcome: 'sent', shown: [] },
  ...{ site: 'a.b', callId: CALL },
});

let now: number;
let apart: MemoryShelf;
let history: History;
let guard: HistoryGuard;

/** A browser that starts: the disk is as it was left. */
function begin(): void {
  history?.close();
  history = openHistory({ written: (ledger) => guard.written(ledger) });
  guard = createHistoryGuard(history, apart, () => now);
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = NOW;
  apart = new MemoryShelf();
  begin();
});

afterEach(() => {
  history.close();
  vi.unstubAllGlobals();
});

describe('the books of the history', () => {
  it('agree with the rows whatever is added and deleted', async () => {
    let runs = 0;
    const time = fc.integer({ min: 0, max: 50 }).map((n) => NOW + n * 1000);
    const step = fc.oneof(
      fc.tuple(fc.constant('add' as const), time),
      fc.tuple(fc.constant('react' as const), time),
      fc.tuple(fc.constant('import' as const), time),
      fc.tuple(fc.constant('remove' as const), time),
      fc.tuple(fc.constant('wrong' as const), time),
      fc.tuple(fc.constantFrom('call' as const, 'clear' as const), fc.constant(0)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const own = openHistory({ name: `run-${runs++}` });
        for (const [what, at] of steps) {
          if (what === 'add') await own.add(span(at));
          if (what === 'react') await own.addReaction(reaction(at));
          if (what === 'import') await own.import([span(at), span(at + 1)], {}, [reaction(at), reaction(at)]);
          if (what === 'remove') await own.removeBetween(at, at + 9000);
          if (what === 'wrong') await own.removeWrong(CALL, { time: at, expression: 'happy' });
          if (what === 'call') await own.removeCall(CALL);
          if (what === 'clear') await own.clear();
        }
        const { ledger, spans, reactions } = await own.found();
        expect([ledger.spans, ledger.reactions]).toEqual([spans, reactions]);
        if (steps.length > 0 || spans > 0) expect(await own.agrees()).toBe(true);
        own.close();
      }),
      { numRuns: 30 },
    );
  });

  it('come to a history of the version before', async () => {
    history.close();
    const old = await openDB('emojigen', 3, {
      upgrade: async (database, from, _to, transaction) => {
        for (const step of HISTORY_MIGRATIONS.slice(from, 3))
          await step(database as never, transaction as never);
      },
    });
    await old.add('spans', span(NOW));
    await old.add('spans', { damaged: true });
    await old.add('reactions', reaction(NOW));
    old.close();
    begin();
    expect(await history.found()).toMatchObject({
      ledger: { spans: 2, reactions: 1 },
      spans: 2,
      reactions: 1,
    });
    expect(await history.agrees()).toBe(true);
    expect(await guard.check()).toBeUndefined();
  });

  it('use the hash that is known as FNV-1a', () => {
    expect([hashOf(''), hashOf('a'), hashOf('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });
});

describe('a loss', () => {
  beforeEach(async () => {
    await history.import([span(NOW), span(NOW + 2000)], {}, [reaction(NOW)]);
    expect(await guard.check()).toBeUndefined();
  });

  const vanish = async (store: 'spans' | 'reactions') => {
    const database = await openDB('emojigen');
    const [first] = await database.getAllKeys(store);
    await database.delete(store, first!);
    database.close();
  };

  it('is noticed where the database was made anew, once, until the user knows', async () => {
    history.close();
    vi.stubGlobal('indexedDB', new IDBFactory());
    begin();
    expect(await guard.check()).toEqual({ time: NOW, rows: 3 });
    await history.add(span(NOW + 9000));
    now += 1000;
    begin();
    expect(await guard.check()).toEqual({ time: NOW, rows: 3 });
    await guard.told();
    begin();
    expect(await guard.check()).toBeUndefined();
  });

  it.each(['spans', 'reactions'] as const)(
    'is noticed where %s have vanished, and counted anew',
    async (store) => {
      await vanish(store);
      expect(await guard.check()).toEqual({ time: NOW, rows: 1 });
      await vanish('spans');
      expect(await guard.check()).toEqual({ time: NOW, rows: 2 });
      await guard.told();
      expect(await guard.check()).toBeUndefined();
      expect(await history.agrees()).toBe(true);
    },
  );

  it('is noticed where the database fell back to an older state', async () => {
    const older = apart.value;
    await history.add(span(NOW + 9000));
    await guard.check();
    const newer = apart.value as { ledger: { writes: number } };
    expect(newer.ledger.writes).toBeGreaterThan((older as typeof newer).ledger.writes);
    const database = await openDB('emojigen');
    await database.put('meta', (older as { ledger: unknown }).ledger, 'ledger');
    const keys = await database.getAllKeys('spans');
    await database.delete('spans', keys.at(-1)!);
    database.close();
    expect(await guard.check()).toEqual({ time: NOW, rows: 1 });
  });

  it('is noticed within a week where a row was changed', async () => {
    const database = await openDB('emojigen');
    const [first] = await database.getAllKeys('spans');
    await database.put('spans', { ...span(NOW), start: 5 }, first);
    database.close();
    expect(await guard.check()).toBeUndefined();
    now += 8 * DAY;
    expect(await guard.check()).toEqual({ time: now, rows: 1 });
  });

  it('is none where the user deletes, or the background died before the copy was written', async () => {
    const before = apart.value;
    await history.removeBetween(0, NOW + 1);
    await guard.check();
    apart.value = before;
    begin();
    expect(await guard.check()).toBeUndefined();
    await history.clear();
    begin();
    expect(await guard.check()).toBeUndefined();
  });

  it('is told with what is stored, and no more when everything is deleted', async () => {
    let stored: unknown;
    const settings = createSettingsStore({
      get: async () => stored,
      set: async (value) => {
        stored = value;
      },
      watch: () => () => {},
    });
    const service = createHistoryService({
      history,
      guard,
      settings,
      now: () => now,
      bytesUsed: async () => 1,
    });
    await vanish('spans');
    expect(await service.answer({ type: 'get-storage' })).toMatchObject({ loss: { rows: 1 } });
    await service.answer({ type: 'loss-told' });
    expect(await service.answer({ type: 'get-storage' })).not.toHaveProperty('loss');
    await vanish('spans');
    await service.answer({ type: 'delete-all' });
    expect(await service.answer({ type: 'get-storage' })).not.toHaveProperty('loss');
  });
});
