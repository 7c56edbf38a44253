import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../src/pages/options/app';
import { GROUPS, resetPatch, SETTINGS } from '../../src/pages/options/catalogue';
import type { OptionsApi } from '../../src/pages/options/options-api';
import { findSettings, wordsOf } from '../../src/pages/options/search';
import type { SyncState } from '../../src/shared/messages/settings';
import { parsePatch, SETTING_KEYS, type SettingsPatch } from '../../src/shared/settings/patch';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';

/** A browser in memory that the page can look at and change. */
class FakeApi implements OptionsApi {
  stored: Settings = DEFAULT_SETTINGS;
  readonly patches: SettingsPatch[] = [];
  state: SyncState = { on: false, time: null, problem: null };
  allows = true;
  broken = false;
  opened = 0;
  private changed: (settings: Settings) => void = () => {};

  settings = async () => this.stored;
  change = async (patch: SettingsPatch) => {
    if (this.broken) throw new Error('The disk is full.');
    expect(parsePatch(patch)).not.toBeNull();
    this.patches.push(patch);
    this.stored = { ...this.stored, ...patch };
    return this.stored;
  };
  watch = (changed: (settings: Settings) => void) => {
    this.changed = changed;
    return () => {};
  };
  elsewhere(settings: Settings): void {
    this.stored = settings;
    this.changed(settings);
  }
  sync = async () => this.state;
  setSync = async (on: boolean) => {
    this.state = { on, time: on ? 1_700_000_000_000 : null, problem: null };
    return this.state;
  };
  forgetSync = () => this.setSync(false);
  hotkeys = async () => [
    { name: 'pause', keys: 'Alt+Shift+P' },
    { name: 'toggle-overlay', keys: '' },
    { name: '_execute_action', keys: 'Ctrl+B' },
  ];
  openHotkeys = async () => this.opened++;
  addSite = async (host: string) => {
    if (this.allows) this.elsewhere({ ...this.stored, sites: { ...this.stored.sites, [host]: true } });
    return this.allows;
  };
  removeSite = async (host: string) => {
    const { [host]: _, ...sites } = this.stored.sites;
    this.elsewhere({ ...this.stored, sites });
  };
  emojiUrl = (codePoints: string) => `/emoji/${codePoints}.webp`;
}

let api: FakeApi;
let root: HTMLElement;

beforeEach(async () => {
  api = new FakeApi();
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

async function open(): Promise<void> {
  await act(async () => render(<App api={api} />, root));
  await settle();
}

const settle = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve, 0))));
const find = (testId: string) => root.querySelector<HTMLElement>(`[data-testid="${testId}"]`);

async function click(element: HTMLElement | null): Promise<void> {
  expect(element).not.toBeNull();
  await act(async () => element?.click());
  await settle();
}

async function type(testId: string, text: string): Promise<void> {
  const input = find(testId) as HTMLInputElement;
  await act(async () => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
}

const titles = (): string[] => [...root.querySelectorAll('section h2')].map((each) => each.textContent ?? '');

describe('the description of the settings', () => {
  it('holds every setting there is, so that none can be forgotten on the page', () => {
    const shown = new Set(SETTINGS.flatMap(({ keys }) => keys));
    expect(SETTING_KEYS.filter((key) => !shown.has(key))).toEqual([]);
  });

  it('has words, and names for all values', () => {
    for (const setting of SETTINGS) {
      const words = wordsOf(setting);
      expect(words.label).not.toBe('');
      const { control } = setting;
      if (control.kind !== 'choice' && control.kind !== 'select') continue;
      for (const value of control.values) expect(words.choices).toHaveProperty([value]);
    }
    expect(new Set(SETTINGS.map(({ id }) => id)).size).toBe(SETTINGS.length);
  });

  it('reads what it writes, and writes what can be stored', () => {
    for (const { id, control, get, set } of SETTINGS) {
      if (!get || !set) continue;
      const values = control.kind === 'switch' ? [true, false] : 'values' in control ? control.values : [];
      expect(values.length, id).toBeGreaterThan(1);
      for (const value of values) {
        const patch = set(DEFAULT_SETTINGS, value);
        expect(parsePatch(patch), id).not.toBeNull();
        expect(get({ ...DEFAULT_SETTINGS, ...patch }), id).toBe(value);
      }
    }
  });

  it('leads from any settings back to the defaults, and from those nowhere', () => {
    expect(resetPatch(DEFAULT_SETTINGS, null)).toEqual({});
    const changed: Settings = {
      ...DEFAULT_SETTINGS,
      ...{
        enabled: false,
        autoReactions: true,
        sites: { localhost: true },
        retentionDays: 0,
        backend: 'wasm',
      },
      ...{
        keepHistory: false,
        cpuBudget: 'low',
        overlayDetails: true,
        overlayPosition: { a: { x: 0, y: 0 } },
      },
      outputs: { video: true, mask: 'blur', siteReaction: true },
      emoji: { set: 'system', skinTone: 'dark', custom: {} },
    };
    // A site that was added stays, turned off: with its name its permission would be out of sight.
    const fresh: Settings = { ...DEFAULT_SETTINGS, sites: { localhost: false } };
    expect({ ...changed, ...resetPatch(changed, null) }).toEqual(fresh);
    expect(resetPatch(fresh, null)).toEqual({});
    for (const group of GROUPS) {
      const after = { ...changed, ...resetPatch(changed, group) };
      for (const { keys, group: of } of SETTINGS)
        for (const key of keys) expect(after[key]).toEqual((of === group ? fresh : changed)[key]);
    }
  });
});

describe('search', () => {
  it.each([
    ['dark', 'theme'],
    ['language', 'language'],
    ['Sprache', 'language'],
    ['sound', 'siteReaction'],
    ['who sees', 'video'],
    ['size', 'pops'],
    ['duration', 'pops'],
  ])('finds what people call “%s”', (query, id) => {
    const ids = [...findSettings(query).values()].flat().map((setting) => setting.id);
    expect(ids).toContain(id);
  });

  it('finds by label, hint, group, value and other words, whatever the case and the accents', () => {
    const ids = (query: string) => [...findSettings(query).values()].flat().map(({ id }) => id);
    expect(ids('')).toHaveLength(SETTINGS.length);
    expect(ids('GPU')).toEqual(['backend']);
    expect(ids('private mode')).toEqual(['keepHistory']);
    expect(ids('blurréd')).toEqual(['mask']);
    expect(ids('shortcut')).toEqual(['keys']);
    expect(ids('xyzzy')).toEqual([]);
    for (const setting of SETTINGS) expect(ids(wordsOf(setting).label)).toContain(setting.id);
  });

  it('shows what it finds, and the way back', async () => {
    await open();
    expect(titles()).toHaveLength(GROUPS.length);
    await type('search', 'skin');
    expect(titles()).toEqual(['Look']);
    expect(find('set-skinTone')).not.toBeNull();
    expect(find('set-set')).toBeNull();
    expect(find('found')?.textContent).toBe('1 setting found');
    await type('search', 'nothing like it');
    await click(find('nothing')?.querySelector('button') ?? null);
    expect(titles()).toHaveLength(GROUPS.length);
  });
});

describe('the settings page', () => {
  it('changes a setting at once, and follows other pages', async () => {
    await open();
    await click(find('set-autoReactions'));
    expect(api.patches).toEqual([{ autoReactions: true }]);
    expect(find('set-autoReactions')?.getAttribute('aria-checked')).toBe('true');
    await act(async () => api.elsewhere({ ...DEFAULT_SETTINGS, cpuBudget: 'fast' }));
    const checked = find('set-cpuBudget')?.querySelector<HTMLInputElement>('input:checked');
    expect(checked?.value).toBe('fast');
    expect(find('set-autoReactions')?.getAttribute('aria-checked')).toBe('false');
  });

  it('says what did not work, and shows what is true', async () => {
    await open();
    api.broken = true;
    await click(find('set-autoReactions'));
    expect(find('problem')?.textContent).toBe('The disk is full.');
    expect(find('set-autoReactions')?.getAttribute('aria-checked')).toBe('false');
  });

  it('asks before it keeps less, also where a reset would', async () => {
    await open();
    const select = find('set-retentionDays') as HTMLSelectElement;
    const choose = async (value: string) => {
      await act(async () => {
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await settle();
    };
    await choose('365');
    expect(api.stored.retentionDays).toBe(365);
    await choose('7');
    expect(api.stored.retentionDays).toBe(365);
    expect(find('confirm')?.textContent).toContain('Keep for 7 days?');
    await click(find('confirm-yes'));
    expect(api.stored.retentionDays).toBe(7);
    await choose('0');
    await click(find('reset-data'));
    expect(find('confirm')?.textContent).toContain('older than 30 days are deleted');
    await click(find('confirm-yes'));
    expect(api.stored).toEqual(DEFAULT_SETTINGS);
  });

  it('resets one group and leaves the others, and then all', async () => {
    api.stored = { ...DEFAULT_SETTINGS, autoReactions: true, backend: 'wasm', sites: { localhost: true } };
    await open();
    expect((find('reset-outputs') as HTMLButtonElement).disabled).toBe(true);
    await click(find('reset-performance'));
    expect(api.stored.backend).toBe('wasm');
    await click(find('confirm-yes'));
    expect(api.stored).toMatchObject({ autoReactions: true, backend: 'auto', sites: { localhost: true } });
    await click(find('reset-all'));
    await click(find('confirm-yes'));
    expect(api.stored).toEqual({ ...DEFAULT_SETTINGS, sites: { localhost: false } });
    expect((find('reset-all') as HTMLButtonElement).disabled).toBe(true);
  });

  it.each(['sites', 'all'])(
    'keeps a site that was added in sight, and off, after a reset of %s',
    async (what) => {
      const known = { 'meet.google.com': true, 'app.zoom.us': false, 'acme.zoom.us': true };
      api.stored = { ...DEFAULT_SETTINGS, sites: { ...known, 'calls.example.com': true } };
      await open();
      await click(find(`reset-${what}`));
      await click(find('confirm-yes'));
      expect(api.stored.sites).toEqual({ 'calls.example.com': false });
      expect(find('site-calls.example.com')?.getAttribute('aria-checked')).toBe('false');
      expect((find(`reset-${what}`) as HTMLButtonElement).disabled).toBe(true);
      // From there its permission can be taken back.
      await click(find('remove-calls.example.com'));
      expect(api.stored.sites).toEqual({});
    },
  );

  it('adds a site that is typed or pasted, and takes it away', async () => {
    await open();
    await type('add-site-host', 'https://Calls.Example.com/room?x=1');
    await click(find('add-site'));
    expect(api.stored.sites).toEqual({ 'calls.example.com': true });
    expect(root.textContent).toContain('calls.example.com was added');
    await click(find('remove-calls.example.com'));
    expect(api.stored.sites).toEqual({});
    await type('add-site-host', 'not an address');
    await click(find('add-site'));
    expect(find('problem')?.textContent).toContain('not a valid address');
    api.allows = false;
    await type('add-site-host', 'other.example');
    await click(find('add-site'));
    expect(find('problem')?.textContent).toContain('not added');
    expect(api.stored.sites).toEqual({});
  });

  it('lists the keys as the browser has them, and leads to where they are changed', async () => {
    await open();
    const rows = [...root.querySelectorAll('[data-key]')].map((row) => row.querySelector('dd')?.textContent);
    expect(rows).toEqual(['Alt+Shift+P', 'Not set']);
    await click(find('open-hotkeys'));
    expect(api.opened).toBe(1);
  });

  it('syncs only when asked to, and deletes the copy on request', async () => {
    await open();
    expect(find('set-sync')?.getAttribute('aria-checked')).toBe('false');
    await click(find('set-sync'));
    expect(find('set-sync')?.getAttribute('aria-checked')).toBe('true');
    expect(find('sync-state')?.textContent).toContain('Last synced');
    await click(find('forget-sync'));
    await click(find('confirm-yes'));
    expect(api.state.on).toBe(false);
    expect(root.textContent).toContain('The synced copy is deleted.');
  });

  it('forgets where the card stood', async () => {
    api.stored = { ...DEFAULT_SETTINGS, overlayPosition: { localhost: { x: 0.5, y: 0.5 } } };
    await open();
    expect(root.textContent).toContain('Remembered for 1 site.');
    await click(find('forget-positions'));
    expect(api.stored.overlayPosition).toEqual({});
  });
});

describe('a site whose permission was given back', () => {
  it('is allowed again before it is on, and stays off where the user says no', async () => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'calls.example.com': false } };
    api.allows = false;
    await open();
    await click(find('site-calls.example.com'));
    expect(find('problem')).not.toBeNull();
    expect(api.stored.sites).toEqual({ 'calls.example.com': false });
    api.allows = true;
    await click(find('site-calls.example.com'));
    expect(api.stored.sites).toEqual({ 'calls.example.com': true });
    expect(find('problem')).toBeNull();
  });
});

describe('two choices in a row', () => {
  it('are both kept, also where the second comes before the first is stored', async () => {
    await open();
    const stored = api.change;
    let release = (): void => {};
    const held = new Promise<void>((go) => {
      release = go;
    });
    api.change = async (patch) => {
      await held;
      return stored(patch);
    };
    await click(find('set-video'));
    await click(find('set-siteReaction'));
    release();
    await settle();
    expect(api.stored.outputs).toMatchObject({ video: true, siteReaction: true });
  });

  it('show what is stored where storing fails', async () => {
    await open();
    api.broken = true;
    await click(find('set-video'));
    expect(find('set-video')!.getAttribute('aria-checked')).toBe('false');
    expect(find('problem')!.textContent).toContain('disk is full');
  });
});
