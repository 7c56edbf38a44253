import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHistoryService, type HistoryService } from '../../src/background/history-service';
import { answerSettings, type SettingsRouterParts } from '../../src/background/settings-router';
import { createSettingsStore, type SettingsStore } from '../../src/shared/edges/settings-store';
import { type History, openHistory } from '../../src/shared/history/store';
import type { HistoryMessage } from '../../src/shared/messages/history';
import type { SettingsPatch } from '../../src/shared/settings/patch';
import { DAY } from '../../src/shared/statistics/aggregate';
import type { StoredSpan } from '../../src/shared/types';
import { MemoryShelf } from './support/shelf';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const BATCH = 'ffffffff-0000-4000-8000-000000000000';
const NOW = 20_000 * DAY;

function span(start: number): StoredSpan {
  return { expression: 'sad', start, duration: 1000, confidence: 0.7, site: 'a.b', callId: CALL };
}

let now: number;
let history: History;
let settings: SettingsStore;
let service: HistoryService;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = NOW;
  history = openHistory();
  let stored: unknown;
  settings = createSettingsStore({
    get: async () => stored,
    set: async (value) => {
      stored = value;
    },
    watch: () => () => {},
  });
  service = createHistoryService({ history, settings, now: () => now, bytesUsed: async () => 4096 });
});

afterEach(() => {
  history.close();
  vi.unstubAllGlobals();
});

const change = (patch: SettingsPatch) =>
  answerSettings({ type: 'change-settings', patch }, {
    settings,
    historyService: service,
  } as unknown as SettingsRouterParts);

const kept = async () => (await history.between(0, Number.MAX_SAFE_INTEGER)).map((each) => each.start);

function part(index: number, last: boolean, starts: number[], batch = BATCH): HistoryMessage {
  return { type: 'import-part', batch, index, last, spans: starts.map(span), titles: {} };
}

describe('what the user wants kept', () => {
  it('is nothing in private mode, and what was kept before stays', async () => {
    await service.keep(span(NOW));
    await change({ keepHistory: false });
    await service.keep(span(NOW + 5000));
    expect(await kept()).toEqual([NOW]);
    await change({ keepHistory: true });
    await service.keep(span(NOW + 9000));
    expect(await kept()).toEqual([NOW, NOW + 9000]);
  });

  it('is 30 days by default: older spans go', async () => {
    await history.import([span(NOW - 31 * DAY), span(NOW - 30 * DAY - 500), span(NOW - 29 * DAY)], {});
    await service.prune();
    expect(await kept()).toEqual([NOW - 29 * DAY]);
  });

  it('can be everything', async () => {
    await change({ retentionDays: 0 });
    await history.add(span(5));
    await service.prune();
    expect(await kept()).toEqual([5]);
  });

  it('is applied as soon as it changes', async () => {
    await history.import([span(NOW - 10 * DAY), span(NOW - DAY)], {});
    const next = await change({ retentionDays: 7 });
    expect(next).toMatchObject({ retentionDays: 7, keepHistory: true });
    expect(await kept()).toEqual([NOW - DAY]);
  });

  it('is applied while a long day of calls goes on', async () => {
    await change({ retentionDays: 1 });
    await service.keep(span(NOW));
    now += DAY + 2000;
    await service.keep(span(now));
    expect(await kept()).toEqual([now]);
  });
});

describe('an import in parts', () => {
  it('is kept with its last part', async () => {
    expect(await service.answer(part(0, false, [NOW - 1000]))).toBeNull();
    expect(await kept()).toEqual([]);
    expect(await service.answer(part(1, true, [NOW - 3000, NOW - 1000]))).toEqual({
      added: 2,
      duplicates: 1,
      tooOld: 0,
    });
    expect(await kept()).toEqual([NOW - 3000, NOW - 1000]);
  });

  it('leaves out what would be deleted at once, and says so', async () => {
    const done = await service.answer(part(0, true, [NOW - 100 * DAY, NOW - DAY]));
    expect(done).toEqual({ added: 1, duplicates: 0, tooOld: 1 });
  });

  it.each([
    ['a part is missing', [part(0, false, [NOW]), part(2, true, [NOW + 5000])]],
    ['another one came in between', [part(0, false, [NOW]), part(1, true, [NOW], CALL)]],
    ['the beginning was lost', [part(1, true, [NOW])]],
  ])('changes nothing where %s', async (_, messages) => {
    await expect(
      (async () => {
        for (const message of messages) await service.answer(message);
      })(),
    ).rejects.toThrow('interrupted');
    expect(await kept()).toEqual([]);
  });

  it('never grows without end', async () => {
    const many = Array.from({ length: 20_000 }, () => NOW);
    await expect(
      (async () => {
        for (let index = 0; index < 100; index++) await service.answer(part(index, false, many));
      })(),
    ).rejects.toThrow('too many');
  });
});

describe('pages', () => {
  it('see and change what is kept', async () => {
    await history.import([span(NOW), span(NOW + 5000)], {});
    expect(await service.answer({ type: 'get-storage' })).toEqual({ bytes: 4096, spans: 2, reactions: 0 });
    expect(await service.answer({ type: 'get-call', callId: CALL })).toHaveLength(2);
    await service.answer({ type: 'rename-call', callId: CALL, title: 'Weekly' });
    expect(await service.answer({ type: 'get-overview' })).toMatchObject({ calls: [{ title: 'Weekly' }] });
    await service.answer({ type: 'delete-range', from: NOW, until: NOW + 1 });
    expect(await kept()).toEqual([NOW + 5000]);
    await service.answer({ type: 'delete-call', callId: CALL });
    expect(await kept()).toEqual([]);
    await history.add(span(NOW));
    await service.answer({ type: 'delete-all' });
    expect(await history.count()).toBe(0);
  });
});

describe('what the user deletes', () => {
  const open = (start: number, until: number): StoredSpan => ({ ...span(start), duration: until - start });
  const all = () => history.between(0, Number.MAX_SAFE_INTEGER);

  it('stays deleted, also the part of a span that was going on', async () => {
    for (const message of [
      { type: 'delete-all' },
      { type: 'delete-call', callId: CALL },
      { type: 'delete-range', from: NOW - DAY, until: NOW + DAY },
    ] as HistoryMessage[]) {
      await service.answer({ type: 'delete-all' });
      now += 3 * DAY;
      await service.answer({ ...message, ...('from' in message && { from: now - DAY, until: now + DAY }) });
      await service.keep(open(now - 60_000, now + 1000));
      await service.keep(open(now - 5000, now - 1000));
      expect((await all()).map(({ start, duration }) => [start - now, duration])).toEqual([[0, 1000]]);
    }
  });

  it('stays deleted also where the background has ended meanwhile', async () => {
    const shelves = { waiting: new MemoryShelf(), deleted: new MemoryShelf() };
    const begin = () =>
      createHistoryService({
        history,
        settings,
        now: () => now,
        bytesUsed: async () => null,
        sessionValues: shelves,
      });
    await begin().answer({ type: 'delete-all' });
    await begin().keep(open(now - 60_000, now + 1000));
    expect((await all()).map(({ start, duration }) => [start - now, duration])).toEqual([[0, 1000]]);
  });

  it('does not stand in the way of what follows where the clock was ahead and is set right', async () => {
    const HOUR = 60 * 60 * 1000;
    now = NOW + HOUR;
    const goingOn = open(now - 500, now + 100);
    await service.answer({ type: 'delete-all' });
    now = NOW;
    // It began by the clock that was ahead: what was deleted of it is not kept now either.
    await service.keep(goingOn);
    expect(await kept()).toEqual([NOW + HOUR]);
    await service.keep(span(NOW - 1000));
    expect(await kept()).toEqual([NOW - 1000, NOW + HOUR]);
    now = NOW + 2 * HOUR;
    await service.keep(span(NOW - 3000));
    expect(await kept()).toEqual([NOW - 1000, NOW + HOUR]);
  });

  it('leaves what was going on at other times and in other calls', async () => {
    await service.answer({ type: 'delete-range', from: NOW - 2 * DAY, until: NOW - DAY });
    await service.answer({ type: 'delete-call', callId: BATCH });
    await service.keep(open(NOW - 60_000, NOW));
    expect(await kept()).toEqual([NOW - 60_000]);
  });

  it('is gone also where it was just being kept', async () => {
    const keeping = service.keep(open(NOW - 60_000, NOW - 1000));
    await service.answer({ type: 'delete-all' });
    await keeping;
    expect(await kept()).toEqual([]);
  });
});
