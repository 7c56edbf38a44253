import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSettingsSync, type RemoteArea } from '../../src/background/settings-sync';
import { createSettingsStore, type SettingsStore } from '../../src/shared/edges/settings-store';
import { isSame, parsePatch, SETTING_KEYS } from '../../src/shared/settings/patch';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';
import { itemName, parseItems, planSync, SYNCED_KEYS, type SyncItems } from '../../src/shared/settings/sync';

const NOW = 1_000_000;

describe('parsePatch', () => {
  it('takes every setting with a value it can have', () => {
    const { version: _, ...all } = DEFAULT_SETTINGS;
    expect(parsePatch(structuredClone(all))).toEqual(all);
    for (const key of SETTING_KEYS) expect(parsePatch({ [key]: all[key] })).toEqual({ [key]: all[key] });
  });

  it('takes nothing that would not stand in the settings as it was given', () => {
    const value = fc.oneof(
      fc.anything(),
      fc.constantFrom(...SETTING_KEYS.map((key) => DEFAULT_SETTINGS[key])),
    );
    const key = fc.oneof(fc.constantFrom(...SETTING_KEYS), fc.constantFrom('version', '__proto__', 'other'));
    fc.assert(
      fc.property(fc.dictionary(key, value), (patch) => {
        const parsed = parsePatch(patch);
        if (parsed !== null) expect(isSame(parsed, patch)).toBe(true);
      }),
    );
  });

  it.each([
    null,
    [],
    'autoReactions',
    { version: 1 },
    { history: [] },
    { autoReactions: 'yes' },
    { retentionDays: -1 },
    { autoReactions: true, retentionDays: 1.5 },
    { outputs: { video: true, mask: 'off' } },
    { sites: { 'not a host': true } },
  ])('refuses %j', (patch) => {
    expect(parsePatch(patch)).toBeNull();
  });
});

describe('isSame', () => {
  it('agrees with equality of plain data, whatever the order of fields', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const turned = (value: unknown): unknown =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.fromEntries(
                Object.entries(value)
                  .reverse()
                  .map(([key, each]) => [key, turned(each)]),
              )
            : value;
        expect(isSame(a, turned(a))).toBe(true);
        expect(isSame(a, b)).toBe(isSame(b, a));
      }),
    );
    expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(isSame([1], { 0: 1 })).toBe(false);
  });
});

describe('what is synced', () => {
  it('is no site, no history setting and nothing of the hardware', () => {
    const stays = [
      'enabled',
      'sites',
      'overlayPosition',
      'keepHistory',
      'retentionDays',
      'backend',
      'cpuBudget',
    ];
    expect(SETTING_KEYS.filter((key) => !SYNCED_KEYS.includes(key)).sort()).toEqual(stays.sort());
  });

  it('leaves what a newer EmojiGen wrote alone', () => {
    const remote: SyncItems = { autoReactions: { version: 99, time: 5, value: { when: 'always' } } };
    const known = planSync(DEFAULT_SETTINGS, {}, {}, NOW).known;
    const plan = planSync({ ...DEFAULT_SETTINGS, autoReactions: true }, known, remote, NOW);
    expect(plan.adopt).toEqual({});
    expect(plan.push).toEqual({});
  });

  it('takes nothing damaged, and repairs it with the next change', () => {
    const remote: SyncItems = { autoReactions: { version: 1, time: 5, value: 'yes' } };
    const { known, adopt } = planSync(DEFAULT_SETTINGS, {}, remote, NOW);
    expect(adopt).toEqual({});
    const next = planSync({ ...DEFAULT_SETTINGS, autoReactions: true }, known, remote, NOW);
    expect(next.push.autoReactions).toEqual({ version: 2, time: NOW, value: true });
  });

  it('reads items out of anything', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...SYNCED_KEYS.map(itemName), 'x'), fc.anything()),
        (stored) => {
          for (const item of Object.values(parseItems(stored))) {
            expect(Number.isSafeInteger(item.time) && Number.isSafeInteger(item.version)).toBe(true);
          }
        },
      ),
    );
  });
});

/** The browser's sync in memory, for any number of browsers. */
class Cloud implements RemoteArea {
  items: Record<string, unknown> = {};
  full = false;
  get = async () => structuredClone(this.items);
  set = async (items: Record<string, unknown>) => {
    if (this.full) throw new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
    Object.assign(this.items, structuredClone(items));
  };
  remove = async (names: string[]) => {
    for (const name of names) delete this.items[name];
  };
}

function makeBrowser(cloud: RemoteArea, now: () => number) {
  let stored: unknown;
  let state: unknown;
  const settings: SettingsStore = createSettingsStore({
    get: async () => structuredClone(stored),
    set: async (value) => {
      stored = structuredClone(value);
    },
    watch: () => () => {},
  });
  const disk = {
    get: async () => structuredClone(state),
    set: async (value: unknown) => {
      state = structuredClone(value);
    },
  };
  return { settings, sync: createSettingsSync({ settings, remote: cloud, disk, now }) };
}

const synced = (settings: Settings) => SYNCED_KEYS.map((key) => settings[key]);

describe('settings in several browsers', () => {
  it('does nothing until it is turned on', async () => {
    const cloud = new Cloud();
    const { settings, sync } = makeBrowser(cloud, () => NOW);
    await settings.update((now) => ({ ...now, autoReactions: true }));
    await sync.run();
    expect(cloud.items).toEqual({});
    expect(await sync.state()).toEqual({ on: false, time: null, problem: null });
  });

  it('gives what was chosen in the first to the second, and keeps the sites to themselves', async () => {
    const cloud = new Cloud();
    const [first, second] = [makeBrowser(cloud, () => NOW), makeBrowser(cloud, () => NOW)];
    await first.settings.update((now) => ({
      ...now,
      autoReactions: true,
      sites: { 'meet.google.com': true },
    }));
    await second.settings.update((now) => ({ ...now, overlayDetails: true, retentionDays: 0 }));
    await first.sync.setOn(true);
    expect(Object.keys(cloud.items)).toEqual(['setting.autoReactions']);
    await second.sync.setOn(true);
    await first.sync.run();
    expect(await second.settings.read()).toEqual({
      ...DEFAULT_SETTINGS,
      autoReactions: true,
      overlayDetails: true,
      retentionDays: 0,
    });
    expect(await first.settings.read()).toMatchObject({ overlayDetails: true, retentionDays: 30 });
  });

  it('lets the later change win, even of a clock that is behind', async () => {
    const cloud = new Cloud();
    let behind = NOW;
    const [first, second] = [makeBrowser(cloud, () => 2 * NOW), makeBrowser(cloud, () => behind)];
    await first.sync.setOn(true);
    await second.sync.setOn(true);
    await first.settings.update((now) => ({ ...now, autoReactions: true }));
    await first.sync.run();
    await second.sync.run();
    behind += 5;
    await second.settings.update((now) => ({ ...now, autoReactions: false }));
    await second.sync.run();
    await first.sync.run();
    expect((await first.settings.read()).autoReactions).toBe(false);
  });

  it('says that the quota is used up, keeps the settings, and catches up', async () => {
    const cloud = new Cloud();
    const { settings, sync } = makeBrowser(cloud, () => NOW);
    await sync.setOn(true);
    cloud.full = true;
    await settings.update((now) => ({ ...now, autoReactions: true }));
    await sync.run();
    expect((await sync.state()).problem).toContain('no more synced settings');
    expect((await settings.read()).autoReactions).toBe(true);
    cloud.full = false;
    await sync.run();
    expect((await sync.state()).problem).toBeNull();
    expect(cloud.items).toHaveProperty(['setting.autoReactions', 'value'], true);
  });

  it('forgets everything on request', async () => {
    const cloud = new Cloud();
    const { settings, sync } = makeBrowser(cloud, () => NOW);
    await settings.update((now) => ({ ...now, autoReactions: true }));
    await sync.setOn(true);
    expect(await sync.forget()).toEqual({ on: false, time: null, problem: null });
    expect(cloud.items).toEqual({});
    expect((await settings.read()).autoReactions).toBe(true);
  });

  it('is deleted for all: another browser does not put it back, and is off then', async () => {
    const cloud = new Cloud();
    const [one, other] = [makeBrowser(cloud, () => NOW), makeBrowser(cloud, () => NOW)];
    await one.sync.setOn(true);
    await other.sync.setOn(true);
    await other.settings.update((now) => ({ ...now, autoReactions: true }));
    await other.sync.run();
    await one.sync.run();
    await one.sync.forget();
    await other.sync.run();
    expect([cloud.items, (await other.sync.state()).on]).toEqual([{}, false]);
    expect((await other.settings.read()).autoReactions).toBe(true);
  });

  it('of a browser whose own changes are refused does not take back what the user changes then', async () => {
    const cloud = new Cloud();
    const first = makeBrowser(cloud, () => NOW);
    await first.settings.update((now) => ({ ...now, autoReactions: true }));
    await first.sync.setOn(true);
    let clock = NOW + 10;
    const { settings, sync } = makeBrowser(cloud, () => clock);
    await settings.update((now) => ({ ...now, overlayDetails: true }));
    cloud.full = true;
    await sync.setOn(true);
    expect((await settings.read()).autoReactions).toBe(true);
    await settings.update((now) => ({ ...now, autoReactions: false }));
    clock += 10;
    await sync.run();
    expect((await settings.read()).autoReactions).toBe(false);
    cloud.full = false;
    await sync.run();
    await first.sync.run();
    expect(await first.settings.read()).toMatchObject({ autoReactions: false, overlayDetails: true });
  });

  it('leaves what the user changes while it is at work, and counts it as later', async () => {
    const cloud = new Cloud();
    const first = makeBrowser(cloud, () => NOW);
    const { outputs } = DEFAULT_SETTINGS;
    await first.settings.update((now) => ({ ...now, outputs: { ...outputs, video: true } }));
    await first.sync.setOn(true);
    const { settings, sync } = makeBrowser(cloud, () => NOW + 10);
    const mine = { ...outputs, siteReaction: true };
    const read = settings.read;
    settings.read = async () => {
      settings.read = read;
      const before = await read();
      // Just after it was read.
      await settings.update((now) => ({ ...now, outputs: mine }));
      return before;
    };
    await sync.setOn(true);
    expect((await settings.read()).outputs).toEqual(mine);
    await sync.run();
    await first.sync.run();
    expect((await first.settings.read()).outputs).toEqual(mine);
  });

  describe('with images of their own', () => {
    type Custom = Settings['emoji']['custom'];
    const customOf = async ({ settings }: ReturnType<typeof makeBrowser>) =>
      (await settings.read()).emoji.custom;
    const choose = ({ settings }: ReturnType<typeof makeBrowser>, custom: Custom) =>
      settings.update((now) => ({ ...now, emoji: { ...now.emoji, custom } }));

    it('keep them to themselves: no slot shows what another browser has under the same name', async () => {
      const cloud = new Cloud();
      const [one, other] = [makeBrowser(cloud, () => NOW), makeBrowser(cloud, () => NOW)];
      await choose(one, { 'happy.clear': 'own-1', 'happy.strong': '1f600' });
      await choose(other, { 'sad.clear': 'own-1' });
      for (const { sync } of [one, other, one, other]) await sync.setOn(true);
      await choose(one, { 'happy.clear': 'own-1', 'happy.strong': '1f601' });
      for (const { sync } of [one, other, one]) await sync.run();
      expect(await customOf(one)).toEqual({ 'happy.clear': 'own-1', 'happy.strong': '1f601' });
      expect(await customOf(other)).toEqual({ 'sad.clear': 'own-1', 'happy.strong': '1f601' });
      expect(JSON.stringify(cloud.items)).not.toContain('own-');
    });

    it('follow nothing that an older EmojiGen has synced about images', async () => {
      const cloud = new Cloud();
      const custom = { 'happy.clear': 'own-1', 'happy.strong': '1f600', 'sad.clear': 'own-2' };
      const value = { ...DEFAULT_SETTINGS.emoji, custom };
      cloud.items = { 'setting.emoji': { version: 1, time: 5, value } };
      const browser = makeBrowser(cloud, () => NOW);
      await choose(browser, { 'sad.clear': 'own-1' });
      await browser.sync.setOn(true);
      await browser.sync.run();
      expect(await customOf(browser)).toEqual({ 'sad.clear': 'own-1', 'happy.strong': '1f600' });
    });

    it('lay them over what others chose for a slot, and take nothing from them by that', async () => {
      const cloud = new Cloud();
      let clock = NOW;
      const [one, other] = [makeBrowser(cloud, () => clock), makeBrowser(cloud, () => clock)];
      for (const { sync } of [one, other]) await sync.setOn(true);
      await choose(one, { 'happy.clear': '1f600', 'sad.clear': '1f622' });
      for (const { sync } of [one, other]) await sync.run();
      clock += 10;
      await choose(other, { 'happy.clear': 'own-1', 'sad.clear': '1f623' });
      for (const { sync } of [other, one]) await sync.run();
      expect(await customOf(one)).toEqual({ 'happy.clear': '1f600', 'sad.clear': '1f623' });
      clock += 10;
      await choose(one, { 'happy.clear': '1f601', 'sad.clear': '1f623' });
      for (const { sync } of [one, other, one]) await sync.run();
      expect(await customOf(one)).toEqual({ 'happy.clear': '1f601', 'sad.clear': '1f623' });
      expect(await customOf(other)).toEqual({ 'happy.clear': 'own-1', 'sad.clear': '1f623' });
    });
  });

  it('ends up the same everywhere, whatever is changed where and when', async () => {
    const change = fc.oneof(
      fc.record({ autoReactions: fc.boolean() }),
      fc.record({ overlayDetails: fc.boolean() }),
      fc.record({
        outputs: fc.record({
          video: fc.boolean(),
          mask: fc.constant('off' as const),
          siteReaction: fc.boolean(),
        }),
      }),
    );
    const step = fc.record({
      who: fc.nat(2),
      change: fc.option(change, { nil: null }),
      skew: fc.integer({ min: -1000, max: 1000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const cloud = new Cloud();
        let clock = NOW;
        const browsers = [0, 1, 2].map(() => makeBrowser(cloud, () => clock));
        for (const { sync } of browsers) await sync.setOn(true);
        for (const { who, change: patch, skew } of steps) {
          clock = Math.max(1, clock + skew);
          const { settings, sync } = browsers[who]!;
          if (patch === null) await sync.run();
          else await settings.update((now) => ({ ...now, ...patch }));
        }
        for (let round = 0; round < 2; round++) for (const { sync } of browsers) await sync.run();
        const [a, b, c] = await Promise.all(
          browsers.map(async ({ settings }) => synced(await settings.read())),
        );
        expect(b).toEqual(a);
        expect(c).toEqual(a);
      }),
      { numRuns: 60 },
    );
  });
});
