import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { MatchPattern } from 'wxt/utils/match-patterns';
import { ADDED_SCRIPTS, type AddedSites, createAddedSites } from '../../src/background/added-sites';
import { createSettingsStore, type SettingsStore } from '../../src/shared/edges/settings-store';
import { CALL_SITES, LOCAL_SITES, patternOf } from '../../src/shared/sites/matches';

const OWN = [...CALL_SITES, ...LOCAL_SITES];
const IDS = ADDED_SCRIPTS.map(({ id }) => id);

/** A browser that keeps permissions and registrations, slowly, and refuses an id twice as the real one does. */
class StandIn {
  granted: string[] = [...OWN];
  readonly scripts = new Map<string, readonly string[]>();
  registrations = 0;
  failing = false;

  readonly api = {
    granted: async () => [...this.granted],
    registered: async () => new Map(this.scripts),
    register: async (matches: readonly string[]) => {
      await pause();
      if (this.failing) throw new Error('no');
      for (const id of IDS) {
        if (this.scripts.has(id)) throw new Error(`Duplicate script ID '${id}'`);
        this.scripts.set(id, matches);
      }
      this.registrations++;
    },
    unregister: async (ids: readonly string[]) => {
      await pause();
      for (const id of ids) if (!this.scripts.delete(id)) throw new Error(`Nonexistent script ID '${id}'`);
    },
    covers: (pattern: string, url: string) => new MatchPattern(pattern).includes(url),
  };
}
const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));

let browser: StandIn;
let settings: SettingsStore;
let time: number;
let sites: AddedSites;
/** What outlives the background. */
let wanted: Readonly<Record<string, number>>;
const start = () =>
  createAddedSites({
    api: browser.api,
    wanted: {
      read: async () => wanted,
      async write(next) {
        wanted = next;
      },
    },
    settings,
    own: OWN,
    now: () => time,
  });
const matches = () => IDS.map((id) => browser.scripts.get(id));
const isOn = async (host: string) => (await settings.read()).sites[host];

beforeEach(() => {
  browser = new StandIn();
  time = 1_000_000;
  let stored: unknown;
  settings = createSettingsStore({
    get: async () => stored,
    set: async (value) => {
      stored = value;
    },
    watch: () => () => {},
  });
  wanted = {};
  sites = start();
});

describe('registrations', () => {
  it('are none for the sites of the manifest', async () => {
    await sites.sync();
    expect(browser.scripts.size).toBe(0);
  });

  it('are both scripts for what was added, and none once it is gone', async () => {
    browser.granted.push(patternOf('calls.example'));
    await sites.added([patternOf('calls.example')]);
    expect(matches()).toEqual([['https://calls.example/*'], ['https://calls.example/*']]);
    browser.granted = [...OWN];
    await sites.removed();
    expect(browser.scripts.size).toBe(0);
  });

  it('are left alone where they are in step', async () => {
    browser.granted.push(patternOf('a.example'), patternOf('b.example'));
    await sites.sync();
    browser.granted.reverse();
    await sites.sync();
    await sites.sync();
    expect(browser.registrations).toBe(1);
  });

  it('are mended where the browser has lost one of the two', async () => {
    browser.granted.push(patternOf('a.example'));
    await sites.sync();
    browser.scripts.delete(IDS[0]!);
    await sites.sync();
    expect(matches()).toEqual([['https://a.example/*'], ['https://a.example/*']]);
  });

  it('take nothing that is not TLS', async () => {
    browser.granted.push('http://a.example/*', 'file:///*', 'ftp://a.example/*');
    await sites.sync();
    expect(browser.scripts.size).toBe(0);
  });

  it('go on after a failure', async () => {
    browser.granted.push(patternOf('a.example'));
    browser.failing = true;
    await expect(sites.sync()).rejects.toThrow('no');
    browser.failing = false;
    await sites.sync();
    expect(browser.scripts.size).toBe(2);
  });

  it('end in step, in whatever order and however fast permissions come and go', async () => {
    const hosts = ['a.example', 'b.example', 'c.example'];
    const step = fc.record({ host: fc.constantFrom(...hosts), add: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const work: Promise<void>[] = [];
        for (const { host, add } of steps) {
          browser.granted = browser.granted.filter((pattern) => pattern !== patternOf(host));
          if (add) browser.granted.push(patternOf(host));
          work.push(add ? sites.added([patternOf(host)]) : sites.removed());
        }
        await Promise.all(work);
        await sites.sync();
        const expected = browser.granted.filter((pattern) => !OWN.includes(pattern)).sort();
        for (const registered of matches()) expect(registered ?? []).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what is on', () => {
  const added = async (host: string) => {
    browser.granted.push(patternOf(host));
    await sites.added([patternOf(host)]);
  };

  it('is a site that the user was asked for, also where the popup is gone by then', async () => {
    await sites.want('calls.example');
    await added('calls.example');
    expect(await isOn('calls.example')).toBe(true);
    expect(wanted).toEqual({});
  });

  it('also where the background slept while the user read the question', async () => {
    await sites.want('calls.example');
    sites = start();
    await added('calls.example');
    expect(await isOn('calls.example')).toBe(true);
  });

  it('is no site that was allowed without being asked for, or for another, or long after', async () => {
    await added('a.example');
    await sites.want('b.example');
    await added('c.example');
    time += 10 * 60_000;
    await added('b.example');
    expect((await settings.read()).sites).toEqual({});
  });

  it('is no site whose permission is gone; the others stay as they are', async () => {
    await settings.update((now) => ({
      ...now,
      sites: { 'calls.example': true, 'meet.google.com': true, localhost: true, 'zoom.us': false },
    }));
    await sites.removed();
    expect((await settings.read()).sites).toEqual({
      'calls.example': false,
      'meet.google.com': true,
      localhost: true,
      'zoom.us': false,
    });
  });
});
