import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHistoryService, type HistoryService } from '../../src/background/history-service';
import {
  createReactions,
  type ReactionEdges,
  type ReactionOutcome,
} from '../../src/call/reactions/reactions';
import { createSettingsStore, type SettingsStore } from '../../src/shared/edges/settings-store';
import { toJson, toReactionsCsv } from '../../src/shared/history/export';
import { ImportError, parseHistoryFile } from '../../src/shared/history/import';
import { HISTORY_MIGRATIONS } from '../../src/shared/history/migrations';
import { type History, openHistory } from '../../src/shared/history/store';
import { REACTION_ORIGINS, REACTION_OUTCOMES, type StoredReaction } from '../../src/shared/reaction-event';
import { DAY } from '../../src/shared/statistics/aggregate';
import { EXPRESSIONS, type Reaction, type StoredSpan } from '../../src/shared/types';
import { MemoryShelf } from './support/shelf';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const OTHER = '0a1b2c3d-0000-4000-8000-000000000001';
const NOW = 20_000 * DAY;

const SPAN: StoredSpan = {
  ...{ expression: 'happy', start: NOW, duration: 1000, confidence: 0.9 },
  ...{ site: 'a.b', callId: CALL },
};

function reaction(time: number, more: Partial<StoredReaction> = {}): StoredReaction {
  return {
    ...{ time, expression: 'happy', emoji: '1f604', slot: 'happy.clear', how: 'auto', outcome: 'sent' },
    ...{ shown: ['card', 'video'], site: 'a.b', callId: CALL, ...more },
  } as StoredReaction;
}

const anyReaction = fc.record({
  time: fc.integer({ min: 0, max: NOW }),
  expression: fc.constantFrom(...EXPRESSIONS),
  emoji: fc.constantFrom('1f604', '1f44b-1f3fb'),
  how: fc.constantFrom(...REACTION_ORIGINS),
  outcome: fc.constantFrom(...REACTION_OUTCOMES),
  shown: fc.subarray(['card', 'video', 'site'] as const),
  site: fc.constantFrom('a.b', 'meet.google.com'),
  callId: fc.constantFrom(CALL, OTHER),
});

let history: History;
let settings: SettingsStore;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  history = openHistory();
  let stored: unknown;
  settings = createSettingsStore({
    get: async () => stored,
    set: async (value) => {
      stored = value;
    },
    watch: () => () => {},
  });
});

afterEach(() => {
  history.close();
  vi.unstubAllGlobals();
});

const all = () => history.reactionsBetween(0, Number.MAX_SAFE_INTEGER);

describe('reactions in the history', () => {
  it('come to a history of the version before, which keeps its spans', async () => {
    const old = openHistory({ migrations: HISTORY_MIGRATIONS.slice(0, 2) });
    await expect(old.count()).resolves.toBe(0);
    old.close();
    const database = await (await import('idb')).openDB('emojigen', 2);
    await database.add('spans', SPAN);
    database.close();
    expect(await history.between(0, NOW + DAY)).toEqual([SPAN]);
    await history.addReaction(reaction(NOW));
    expect(await all()).toEqual([reaction(NOW)]);
  });

  it('are kept once, by time, and found by range and call', async () => {
    await history.addReaction(reaction(NOW + 5));
    await history.addReaction(reaction(NOW, { callId: OTHER }));
    await history.addReaction(reaction(NOW + 5));
    expect(await all()).toEqual([reaction(NOW, { callId: OTHER }), reaction(NOW + 5)]);
    expect(await history.reactionsBetween(NOW, NOW + 5)).toEqual([reaction(NOW, { callId: OTHER })]);
    expect(await history.reactionsOfCall(CALL)).toEqual([reaction(NOW + 5)]);
    expect(await history.countReactions()).toBe(2);
  });

  it('go with their call, with a range and with everything', async () => {
    await history.import([SPAN], {}, [reaction(NOW), reaction(NOW + 9), reaction(NOW, { callId: OTHER })]);
    await history.removeBetween(NOW + 5, NOW + 10);
    expect(await history.reactionsOfCall(CALL)).toEqual([reaction(NOW)]);
    await history.removeCall(CALL);
    expect(await all()).toEqual([reaction(NOW, { callId: OTHER })]);
    await history.clear();
    expect(await all()).toEqual([]);
  });

  it.each([
    ['an address as its emoji', { emoji: '../../x' }],
    ['a way that is unknown', { how: 'guessed' as never }],
    ['no site', { site: '' }],
    ['a forged call id', { callId: 'x' }],
  ])('with %s are refused', async (_, damage) => {
    await expect(history.addReaction(reaction(NOW, damage))).rejects.toMatchObject({ kind: 'invalid' });
    expect(await all()).toEqual([]);
  });
});

describe('files with reactions', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(fc.array(anyReaction), (reactions) => {
        expect(parseHistoryFile(toJson([SPAN], {}, reactions), NOW)).toEqual({
          ...{ spans: [SPAN], titles: {}, reactions, ahead: 0 },
        });
      }),
    );
  });

  it('of the version before have none, and damaged ones are refused as a whole', () => {
    const old = JSON.stringify({ format: 'emojigen-history', version: 1, titles: {}, spans: [SPAN] });
    expect(parseHistoryFile(old, NOW).reactions).toEqual([]);
    const bad = toJson([SPAN], {}, [reaction(NOW, { how: 'x' as never })]);
    expect(() => parseHistoryFile(bad, NOW)).toThrow(ImportError);
  });

  it('are imported once', async () => {
    await history.import([], {}, [reaction(NOW)]);
    expect(await history.import([], {}, [reaction(NOW), reaction(NOW + 1), reaction(NOW + 1)])).toMatchObject(
      {
        reactions: 1,
      },
    );
  });

  it('can be a table', () => {
    const [head, row] = toReactionsCsv([reaction(0)], { [CALL]: '=x' })
      .slice(1)
      .split('\r\n');
    expect(head).toBe('time,emoji,slot,how,outcome,shown,site,call,title');
    expect(row).toBe(`1970-01-01T00:00:00.000Z,😄,happy.clear,auto,sent,card video,a.b,${CALL},'=x`);
  });
});

describe('what the user wants kept of reactions', () => {
  let service: HistoryService;
  let failing: boolean;

  beforeEach(() => {
    failing = false;
    const full = async <T>(work: () => Promise<T>): Promise<T> => {
      if (failing) throw new Error('full');
      return work();
    };
    const disk: History = {
      ...history,
      addReaction: (each) => full(() => history.addReaction(each)),
      import: (...rows) => full(() => history.import(...rows)),
    };
    service = createHistoryService({
      ...{ history: disk, settings, now: () => NOW, bytesUsed: async () => 1 },
      sessionValues: {
        waiting: new MemoryShelf(),
        deleted: new MemoryShelf(),
        waitingReactions: new MemoryShelf(),
      },
    });
  });

  it('is nothing in private mode', async () => {
    await settings.update((now) => ({ ...now, keepHistory: false }));
    await service.keepReaction(reaction(NOW));
    expect(await all()).toEqual([]);
  });

  it('ends with its retention', async () => {
    await history.import([], {}, [reaction(NOW - 31 * DAY), reaction(NOW - 29 * DAY)]);
    await service.prune();
    expect(await all()).toEqual([reaction(NOW - 29 * DAY)]);
  });

  it('is not what another site says about a call', async () => {
    await service.keepReaction(reaction(NOW));
    await service.keepReaction(reaction(NOW + 1, { site: 'evil.example' }));
    expect(await all()).toEqual([reaction(NOW)]);
  });

  it('is not what a page says about another day or the future', async () => {
    for (const time of [0, NOW - 2 * DAY, NOW + DAY, Number.MAX_SAFE_INTEGER])
      await service.keepReaction(reaction(time));
    expect(await all()).toEqual([]);
    await service.keepReaction(reaction(NOW - 30 * 60_000));
    expect(await all()).toHaveLength(1);
  });

  it('waits while the disk is full, and is told', async () => {
    failing = true;
    await expect(service.keepReaction(reaction(NOW))).rejects.toThrow('full');
    expect(await service.answer({ type: 'get-storage' })).toMatchObject({
      ...{ reactions: 0, trouble: { message: 'full', waiting: 1 } },
    });
    failing = false;
    const use = await service.answer({ type: 'get-storage' });
    expect(use).toMatchObject({ reactions: 1 });
    expect(use).not.toHaveProperty('trouble');
    expect(await all()).toEqual([reaction(NOW)]);
  });
});

describe('what becomes of a reaction in a call', () => {
  const smile: Reaction = { time: 5, expression: 'happy', confidence: 0.9, emoji: '1f604' };

  function inCall(mode: 'auto' | 'ask') {
    const told: [time: number, outcome: ReactionOutcome][] = [];
    const edges: ReactionEdges = {
      ...{ now: () => 10, autoReactions: () => true, mode: () => mode, onReaction: () => {} },
      onOutcome: ({ time }, outcome) => void told.push([time, outcome]),
    };
    return { told, reactions: createReactions(edges) };
  }

  it('is told: by itself, asked for and sent, declined, by hand', () => {
    const auto = inCall('auto');
    auto.reactions.offer(smile);
    expect(auto.told).toEqual([[5, { how: 'auto', outcome: 'sent' }]]);
    const asked = inCall('ask');
    asked.reactions.offer(smile);
    expect(asked.told).toEqual([]);
    asked.reactions.sendNow(null, 0);
    expect(asked.told).toEqual([[10, { how: 'asked', outcome: 'sent' }]]);
    const declined = inCall('ask');
    declined.reactions.offer(smile);
    declined.reactions.cancel();
    declined.reactions.drop();
    expect(declined.told).toEqual([[5, { how: 'asked', outcome: 'cancelled' }]]);
    const manual = inCall('ask');
    manual.reactions.sendNow('sad', 0.8);
    expect(manual.told).toEqual([[10, { how: 'manual', outcome: 'sent' }]]);
  });
});
