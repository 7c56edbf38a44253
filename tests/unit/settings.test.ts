import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  createSettingsStore,
  NewerSettingsError,
  type SettingsArea,
} from '../../src/shared/edges/settings-store';
import { hostOf, isHostName } from '../../src/shared/settings/host';
import { parseSettings } from '../../src/shared/settings/migrations';
import { DEFAULT_SETTINGS, isSiteOn, type Settings } from '../../src/shared/settings/schema';

const GOOD: Settings = {
  version: 2,
  enabled: false,
  overlayDetails: true,
  callSummary: false,
  theme: 'dark',
  language: 'pt_BR',
  sites: { 'meet.google.com': true, localhost: false },
  autoReactions: true,
  reactions: {
    modes: { happy: 'ask', surprised: 'never', sad: 'ask', angry: 'never', fearful: 'auto' },
    sensitivity: 'low',
    pauseWhilePresenting: false,
  },
  emoji: { set: 'system', skinTone: 'medium', custom: { 'happy.strong': '1f923', 'sad.clear': 'own-1' } },
  backend: 'wasm',
  cpuBudget: 'fast',
  overlayPosition: { localhost: { x: 0.5, y: 1 } },
  keepHistory: false,
  retentionDays: 90,
  outputs: { video: true, mask: 'blur', siteReaction: true },
  avatar: { figure: 'fox', colour: 'mint', size: 'large', companion: true, corner: 'top-left' },
  pops: { duration: 'long', size: 'small', place: 'corner' },
};

/** A disk in memory: slow, so that updates could overtake each other. */
function memoryArea(stored?: unknown): SettingsArea & { stored: unknown; writes: number } {
  const listeners = new Set<(value: unknown) => void>();
  const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  return {
    stored,
    writes: 0,
    async get() {
      await pause();
      return structuredClone(this.stored);
    },
    async set(value) {
      await pause();
      this.stored = structuredClone(value);
      this.writes++;
      for (const listener of listeners) listener(this.stored);
    },
    watch(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

describe('the avatar in settings from before there was one', () => {
  it('whoever wears the emoji mask goes on wearing it', () => {
    const { settings } = parseSettings({
      version: 1,
      outputs: { video: false, mask: 'blur', siteReaction: false },
    });
    expect(settings.avatar).toEqual({ ...DEFAULT_SETTINGS.avatar, figure: 'still' });
    expect(settings.outputs.mask).toBe('blur');
  });

  it('whoever wore none finds a character when one is turned on', () => {
    expect(parseSettings({ version: 1, outputs: { mask: 'off' } }).settings.avatar).toEqual(
      DEFAULT_SETTINGS.avatar,
    );
    expect(parseSettings({}).settings.avatar).toEqual(DEFAULT_SETTINGS.avatar);
  });

  it('what is damaged has its default', () => {
    const { settings } = parseSettings({
      version: 2,
      avatar: { figure: 'dragon', size: 3, companion: 'yes' },
      pops: [],
    });
    expect(settings.avatar).toEqual(DEFAULT_SETTINGS.avatar);
    expect(settings.pops).toEqual(DEFAULT_SETTINGS.pops);
  });
});

describe('parseSettings', () => {
  it('takes good settings as they are', () => {
    expect(parseSettings(structuredClone(GOOD))).toEqual({ settings: GOOD, newer: false });
  });

  it('makes valid settings out of anything', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        const { settings } = parseSettings(value);
        expect(parseSettings(structuredClone(settings)).settings).toEqual(settings);
        expect(settings.version).toBe(2);
      }),
    );
  });

  it('replaces damaged fields one by one', () => {
    const damaged = fc.record(
      {
        sites: fc.anything(),
        autoReactions: fc.anything(),
        emoji: fc.anything(),
        backend: fc.anything(),
        cpuBudget: fc.anything(),
        overlayPosition: fc.anything(),
        outputs: fc.oneof(
          fc.anything(),
          fc.record({ video: fc.anything(), mask: fc.anything(), siteReaction: fc.anything() }),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(damaged, fc.constantFrom(...(Object.keys(GOOD) as (keyof Settings)[])), (fields, kept) => {
        const { settings } = parseSettings({ ...GOOD, ...fields, [kept]: GOOD[kept], version: 2 });
        expect(settings[kept]).toEqual(GOOD[kept]);
        expect(['auto', 'webgl', 'wasm']).toContain(settings.backend);
        expect(['low', 'balanced', 'fast']).toContain(settings.cpuBudget);
        expect(typeof settings.autoReactions).toBe('boolean');
        expect(typeof settings.outputs.video).toBe('boolean');
        expect(['off', 'hold', 'blur', 'black']).toContain(settings.outputs.mask);
        expect(typeof settings.outputs.siteReaction).toBe('boolean');
        expect(Object.values(settings.sites).every((on) => typeof on === 'boolean')).toBe(true);
      }),
    );
  });

  it('leaves out single damaged sites and positions', () => {
    const { settings } = parseSettings({
      ...GOOD,
      sites: { ...GOOD.sites, 'bad.example': 'yes', 'not a host': true },
      overlayPosition: { ...GOOD.overlayPosition, 'a.example': { x: 2, y: 0 }, 'b.example': null },
    });
    expect(settings).toEqual(GOOD);
  });

  it('has no site on by default, whatever its name', () => {
    const { settings } = parseSettings(JSON.parse('{"version":1,"sites":{"__proto__":true}}'));
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(isSiteOn(settings, '__proto__')).toBe(false);
    expect(isSiteOn(settings, 'constructor')).toBe(false);
  });

  it('upgrades what has no version', () => {
    const { version: _, ...older } = GOOD;
    expect(parseSettings(older)).toEqual({ settings: GOOD, newer: false });
  });

  it('reads a newer version as well as it can', () => {
    const newer = { ...GOOD, version: 3, backend: 'webnn', sparkle: true };
    expect(parseSettings(newer)).toEqual({ settings: { ...GOOD, backend: 'auto' }, newer: true });
  });
});

describe('settings store', () => {
  it('starts with the defaults', async () => {
    expect(await createSettingsStore(memoryArea()).read()).toEqual(DEFAULT_SETTINGS);
  });

  it('loses none of many updates at once', async () => {
    const area = memoryArea();
    const store = createSettingsStore(area);
    const hosts = Array.from({ length: 20 }, (_, n) => `host-${n}.example`);
    await Promise.all(
      hosts.map((host) => store.update((now) => ({ ...now, sites: { ...now.sites, [host]: true } }))),
    );
    expect(Object.keys((await store.read()).sites).sort()).toEqual(hosts.toSorted());
  });

  it('goes on after an update that failed, which stores nothing', async () => {
    const area = memoryArea(GOOD);
    const store = createSettingsStore(area);
    const failed = store.update(() => {
      throw new Error('a bug');
    });
    const next = store.update((now) => ({ ...now, autoReactions: false }));
    await expect(failed).rejects.toThrow('a bug');
    expect(await next).toEqual({ ...GOOD, autoReactions: false });
    expect(area.writes).toBe(1);
  });

  it('never overwrites what a newer version has stored', async () => {
    const newer = { ...GOOD, version: 7, sparkle: { on: true } };
    const area = memoryArea(newer);
    const store = createSettingsStore(area);
    await expect(store.update((now) => ({ ...now, autoReactions: false }))).rejects.toThrow(
      NewerSettingsError,
    );
    expect(area.stored).toEqual(newer);
    expect(await store.read()).toEqual(GOOD);
  });

  it('tells of changes until told to stop', async () => {
    const store = createSettingsStore(memoryArea(GOOD));
    const heard = vi.fn();
    const stop = store.watch(heard);
    await store.update((now) => ({ ...now, backend: 'webgl' }));
    expect(heard.mock.calls).toEqual([[{ ...GOOD, backend: 'webgl' }]]);
    stop();
    await store.update((now) => ({ ...now, backend: 'auto' }));
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe('hosts', () => {
  it.each([
    ['https://meet.google.com/abc-defg-hij?x=1#y', 'meet.google.com'],
    ['http://localhost:8080/call', 'localhost'],
    ['https://BÜCHER.example/', 'xn--bcher-kva.example'],
    ['http://[::1]:3000/', '[::1]'],
    ['blob:https://meet.google.com/0b6e3b9c', 'meet.google.com'],
    ['blob:null/0b6e3b9c', null],
    ['blob:chrome-extension://abcdef/0b6e3b9c', null],
    ['chrome-extension://abcdef/popup.html', null],
    ['about:blank', null],
    ['file:///etc/hosts', null],
    ['', null],
    [undefined, null],
  ])('of %s is %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });

  it('every host of a web address is a host name', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        expect(isHostName(hostOf(url))).toBe(true);
      }),
    );
  });
});
