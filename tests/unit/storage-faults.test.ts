import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHistoryGuard } from '../../src/background/history-guard';
import { createHistoryService, type HistoryService } from '../../src/background/history-service';
import { createPendingSpans } from '../../src/background/pending-rows';
import { createSettingsStore, type SettingsStore } from '../../src/shared/edges/settings-store';
import { StorageError } from '../../src/shared/edges/storage-error';
import { HistoryError } from '../../src/shared/history/errors';
import { type History, openHistory } from '../../src/shared/history/store';
import type { StoredSpan } from '../../src/shared/types';
import { MemoryShelf } from './support/shelf';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const OTHER = '11111111-0000-4000-8000-000000000000';

function span(start: number, callId = CALL): StoredSpan {
  return { expression: 'happy', start, duration: 500, confidence: 0.8, site: 'a.b', callId };
}

let history: History;
let service: HistoryService;
let settings: SettingsStore;
const bytesUsed = async () => null;
/** Whether the disk takes nothing, and in what way it says so. */
let fault: 'none' | 'refused' | 'written after all';

/** The real history on a disk with faults: writing fails before, or is reported as failed after it was done. */
function faulty(real: History): History {
  const breaking =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (fault === 'refused') throw new HistoryError('full');
      const result = await work(...args);
      if (fault === 'written after all') throw new HistoryError('unavailable');
      return result;
    };
  return { ...real, add: breaking(real.add), import: breaking(real.import) };
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  fault = 'none';
  history = openHistory();
  let stored: unknown;
  settings = createSettingsStore({
    get: async () => stored,
    set: async (value) => {
      stored = value;
    },
    watch: () => () => {},
  });
  service = createHistoryService({ history: faulty(history), settings, now: () => 10_000, bytesUsed });
});

afterEach(() => {
  history.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const starts = async () => (await history.between(0, Number.MAX_SAFE_INTEGER)).map(({ start }) => start);
const trouble = async () =>
  ((await service.answer({ type: 'get-storage' })) as { trouble?: unknown }).trouble;
const kept = (start: number, callId = CALL) => service.keep(span(start, callId)).catch(() => {});

describe('a disk that takes nothing', () => {
  it('loses nothing and doubles nothing, whenever and however it fails', async () => {
    const faults = fc.array(fc.constantFrom('none', 'refused', 'written after all'), {
      minLength: 1,
      maxLength: 20,
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(faults, async (each) => {
        run += 1;
        const own = openHistory({ name: `run-${run}` });
        const keeper = createPendingSpans(faulty(own));
        for (const [index, next] of each.entries()) {
          fault = next as typeof fault;
          await keeper.keep(span(1000 + index)).catch(() => {});
          const onDisk = await own.count();
          expect(onDisk + (keeper.trouble?.waiting ?? 0)).toBeGreaterThanOrEqual(index + 1);
        }
        fault = 'none';
        await keeper.keep(span(1000 + each.length));
        expect(keeper.trouble).toBeUndefined();
        const found = await own.between(0, 1e6);
        expect(found.map(({ start }) => start)).toEqual(
          Array.from({ length: each.length + 1 }, (_, i) => 1000 + i),
        );
        own.close();
      }),
      { numRuns: 30 },
    );
  });

  it('is told, with what waits, until it takes them', async () => {
    await kept(1000);
    fault = 'refused';
    await kept(2000);
    await kept(3000);
    // The analysis says again what was refused.
    await kept(3000);
    expect(await trouble()).toEqual({ message: expect.stringContaining('no room'), waiting: 2 });
    expect(await starts()).toEqual([1000]);
    fault = 'none';
    await kept(4000);
    expect(await trouble()).toBeUndefined();
    expect(await starts()).toEqual([1000, 2000, 3000, 4000]);
  });

  it('is tried again when somebody looks, also without another span and by the next background', async () => {
    const shelves = { waiting: new MemoryShelf(), deleted: new MemoryShelf() };
    const begin = () =>
      createHistoryService({
        history: faulty(history),
        settings,
        now: () => 10_000,
        bytesUsed,
        sessionValues: shelves,
      });
    service = begin();
    fault = 'refused';
    await kept(2000);
    await kept(3000);
    service = begin();
    expect(await trouble()).toEqual({ message: expect.stringContaining('no room'), waiting: 2 });
    fault = 'none';
    expect(await trouble()).toBeUndefined();
    expect(await starts()).toEqual([2000, 3000]);
    service = begin();
    await kept(4000);
    expect(await starts()).toEqual([2000, 3000, 4000]);
    // Who wants nothing kept wants nothing tried again.
    fault = 'refused';
    await kept(5000);
    await settings.update((before) => ({ ...before, keepHistory: false }));
    fault = 'none';
    expect([await trouble(), shelves.waiting.value]).toEqual([undefined, []]);
    expect(await starts()).toEqual([2000, 3000, 4000]);
  });

  it('brings nothing back that the user deleted meanwhile', async () => {
    fault = 'refused';
    await kept(2000, OTHER);
    await kept(3000);
    await kept(4000);
    await service.answer({ type: 'delete-call', callId: OTHER });
    await service.answer({ type: 'delete-range', from: 2900, until: 3100 });
    fault = 'none';
    await kept(5000);
    expect(await starts()).toEqual([4000, 5000]);
    fault = 'refused';
    await kept(6000);
    await service.answer({ type: 'delete-all' });
    fault = 'none';
    await kept(10_500);
    expect(await starts()).toEqual([10_500]);
  });

  it('does not make what is no span wait for ever', async () => {
    await expect(service.keep({ ...span(1), duration: -1 })).rejects.toThrow('Not kept');
    expect(await trouble()).toBeUndefined();
    fault = 'refused';
    await kept(2000);
    await expect(service.keep({ ...span(1), duration: -1 })).rejects.toThrow();
    fault = 'none';
    await kept(3000);
    expect(await starts()).toEqual([2000, 3000]);
  });
});

describe('more than can wait', () => {
  it('is given up, the oldest first, and the user is told', async () => {
    const waiting = new MemoryShelf();
    await waiting.set(Array.from({ length: 5000 }, (_, n) => span(n)));
    const guard = createHistoryGuard(history, new MemoryShelf(), () => 10_000);
    const sessionValues = { waiting, deleted: new MemoryShelf() };
    const parts = { history: faulty(history), settings, guard, sessionValues };
    service = createHistoryService({ ...parts, now: () => 10_000, bytesUsed });
    fault = 'refused';
    await kept(9000);
    // Said again by the analysis: nothing more is lost.
    await kept(9000);
    const use = await service.answer({ type: 'get-storage' });
    expect(use).toMatchObject({ trouble: { waiting: 5000 }, loss: { time: 10_000, rows: 1 } });
    fault = 'none';
    await kept(9500);
    expect((await starts()).slice(0, 2)).toEqual([1, 2]);
    expect(await service.answer({ type: 'get-storage' })).toMatchObject({ loss: { rows: 1 } });
    await service.answer({ type: 'loss-told' });
    expect(await service.answer({ type: 'get-storage' })).not.toHaveProperty('loss');
  });
});

describe('what waits when the browser ends', () => {
  it('is lost, and the user is told; a new background finds it', async () => {
    const books = new MemoryShelf();
    const begin = (waiting: MemoryShelf) => {
      const guard = createHistoryGuard(history, books, () => 10_000);
      const sessionValues = { waiting, deleted: new MemoryShelf() };
      const parts = { history: faulty(history), settings, guard, sessionValues };
      service = createHistoryService({ ...parts, now: () => 10_000, bytesUsed });
    };
    const use = () => service.answer({ type: 'get-storage' });
    const session = new MemoryShelf();
    begin(session);
    fault = 'refused';
    await kept(2000);
    await kept(3000);
    begin(session);
    expect(await use()).toMatchObject({ trouble: { waiting: 2 } });
    expect(await use()).not.toHaveProperty('loss');
    begin(new MemoryShelf());
    expect(await use()).toMatchObject({ loss: { time: 10_000, rows: 2 } });
    await service.answer({ type: 'loss-told' });
    fault = 'none';
    await kept(4000);
    begin(new MemoryShelf());
    expect(await use()).not.toHaveProperty('loss');
    // What was written after all, or deleted by the user, is not lost.
    fault = 'refused';
    await kept(5000);
    await service.answer({ type: 'delete-all' });
    begin(new MemoryShelf());
    expect(await use()).not.toHaveProperty('loss');
  });
});

describe('files that the browser does not rewrite', () => {
  it.each(['fails', 'never ends'])('stand in the way of no deletion: it %s', async (how) => {
    const { open, deleteDatabase } = IDBFactory.prototype;
    const broken = (request: (this: IDBFactory, name: string) => IDBOpenDBRequest) =>
      function (this: IDBFactory, name: string, ...rest: unknown[]) {
        if (!name.includes('wipe')) return Reflect.apply(request, this, [name, ...rest]);
        if (how === 'fails') throw new DOMException('No.', 'UnknownError');
        return new EventTarget() as IDBOpenDBRequest;
      };
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(broken(open));
    vi.spyOn(IDBFactory.prototype, 'deleteDatabase').mockImplementation(broken(deleteDatabase));
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    await history.add(span(1000));
    await history.add(span(9000));
    await history.removeBetween(0, 5000);
    expect(await starts()).toEqual([9000]);
    if (how === 'fails') await vi.waitFor(() => expect(warned).toHaveBeenCalled());
  });
});

describe('a database that is damaged for good', () => {
  it('says so in plain words, and is gone once the user deletes everything', async () => {
    await history.add(span(1000));
    history.close();
    const broken = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    await expect(history.overview()).rejects.toThrow('cannot be opened');
    const removed = vi.spyOn(IDBFactory.prototype, 'deleteDatabase');
    await history.clear();
    expect(removed).toHaveBeenCalledWith('emojigen');
    broken.mockRestore();
    expect(await history.count()).toBe(0);
    await history.add(span(2000));
    expect(await history.count()).toBe(1);
  });

  it('is not deleted where a newer version has written it', async () => {
    const newer = indexedDB.open('emojigen', 99);
    await new Promise((resolve) => {
      newer.onsuccess = resolve;
    });
    newer.result.close();
    const removed = vi.spyOn(IDBFactory.prototype, 'deleteDatabase');
    await expect(history.clear()).rejects.toThrow('newer version');
    expect(removed).not.toHaveBeenCalled();
  });
});

describe('settings that cannot be stored', () => {
  it.each([
    ['Resource::kQuotaBytes quota exceeded', 'no room'],
    ['IO error: /x/000003.log: No space left on device', 'no room'],
    ['Corruption: block checksum mismatch', 'cannot be saved right now'],
  ])('%s: %s', (cause, words) => {
    expect(new StorageError('saved', new Error(cause)).message).toContain(words);
  });
});
