import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActiveSite } from '../../src/pages/popup/popup-api';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { api, checked, click, find, open, pass, popupForEach, root, watching } from './support/popup';
import { MEET } from './support/popup-api';

popupForEach();

describe('switches', () => {
  it('are off at first; the site switch turns on the site below', async () => {
    await open();
    expect([checked('site-switch'), checked('auto-switch')]).toEqual(['false', 'false']);
    expect(root.textContent).toContain('On for meet.google.com');
    await click(find('site-switch'));
    expect(api.stored.sites).toEqual({ 'meet.google.com': true });
    expect(checked('site-switch')).toBe('true');
    await click(find('site-switch'));
    expect(api.stored.sites).toEqual({ 'meet.google.com': false });
    expect(checked('site-switch')).toBe('false');
  });

  it('turn the site on together with auto-reactions, but not off with them', async () => {
    await open();
    await click(find('auto-switch'));
    expect(api.stored).toMatchObject({ autoReactions: true, sites: { 'meet.google.com': true } });
    await click(find('auto-switch'));
    expect(api.stored).toMatchObject({ autoReactions: false, sites: { 'meet.google.com': true } });
  });

  it('have names that screen readers can say, and labels that toggle them', async () => {
    await open();
    for (const [testId, name] of [
      ['site-switch', 'On for meet.google.com'],
      ['auto-switch', 'Auto-reactions'],
    ] as const) {
      const element = find(testId);
      expect(element?.getAttribute('role')).toBe('switch');
      expect(element?.tagName).toBe('BUTTON');
      const label = document.getElementById(element?.getAttribute('aria-labelledby') ?? '');
      expect(label?.textContent).toBe(name);
      expect(label?.getAttribute('for')).toBe(element?.id);
    }
  });

  it('follow what another page changes', async () => {
    await open();
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    await pass(1000);
    expect(checked('site-switch')).toBe('true');
  });

  it('stay as they are when storing fails, and the reason is told until the next try', async () => {
    await open();
    const working = api.setSite;
    api.setSite = async () => {
      throw new Error('Your settings were saved by a newer version of EmojiGen.');
    };
    await click(find('site-switch'));
    expect(find('problem')?.textContent).toContain('newer version');
    expect(find('problem')?.getAttribute('role')).toBe('alert');
    expect(checked('site-switch')).toBe('false');
    api.setSite = working;
    await click(find('site-switch'));
    expect(find('problem')).toBeNull();
    expect(checked('site-switch')).toBe('true');
  });
});

describe('state', () => {
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
  });

  it('says that the page is not a call site, and offers no site switch', async () => {
    api.site = { kind: 'other' };
    await open();
    expect(find('state')?.textContent).toContain('No call on this page');
    expect(find('site-switch')).toBeNull();
    expect(api.snapshots).toBe(0);
  });

  it('asks for a reload when nobody answers, and recovers when somebody does', async () => {
    await open();
    expect(find('state')?.textContent).toContain('Reload the call page to start');
    api.call = watching();
    await pass(1000);
    expect(find('state')?.dataset.tone).toBe('ok');
  });

  it('survives a call tab that fails to answer', async () => {
    api.snapshot = async () => {
      throw new Error('gone');
    };
    await open();
    expect(find('state')?.textContent).toContain('Reload the call page to start');
    expect(find('problem')).toBeNull();
  });

  it('tells an error in its own words and retries', async () => {
    api.call = watching({ state: { kind: 'error', message: 'The expression network is damaged.' } });
    await open();
    expect(find('state')?.dataset.tone).toBe('error');
    expect(find('state')?.textContent).toContain('The expression network is damaged.');
    await click(find('retry'));
    expect(api.commands).toEqual(['7 retry']);
  });

  it('pauses and resumes', async () => {
    api.call = watching();
    await open();
    await click(find('pause'));
    api.call = watching({ state: { kind: 'paused' } });
    await pass(1000);
    await click(find('resume'));
    expect(api.commands).toEqual(['7 pause', '7 resume']);
  });

  it('asks about once a second while open, one at a time, and no more once closed', async () => {
    api.call = watching();
    await open();
    const before = api.snapshots;
    await pass(10_000);
    expect(api.snapshots - before).toBeGreaterThanOrEqual(9);
    expect(api.snapshots - before).toBeLessThanOrEqual(11);
    render(null, root);
    const after = api.snapshots;
    await pass(5000);
    expect(api.snapshots).toBe(after);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not ask more often after a burst of clicks', async () => {
    await open();
    for (let n = 0; n < 6; n++) await click(find('auto-switch'));
    const before = api.snapshots;
    await pass(5000);
    expect(api.snapshots - before).toBeLessThanOrEqual(6);
  });

  it('does not ask a site that is off', async () => {
    api.stored = DEFAULT_SETTINGS;
    await open();
    await pass(3000);
    expect(api.snapshots).toBe(0);
    expect(find('state')?.textContent).toContain('Off on this site');
  });
});

describe('a site that nobody knows', () => {
  beforeEach(() => {
    api.site = { kind: 'new-site', host: 'calls.example', tabId: 7 };
  });

  it('can be added by one button that names it, and is on then', async () => {
    await open();
    expect(find('site-switch')).toBeNull();
    expect(find('add-site')?.textContent).toBe('Use EmojiGen on calls.example');
    await click(find('add-site'));
    expect(api.stored.sites).toEqual({ 'calls.example': true });
    expect(checked('site-switch')).toBe('true');
    expect(find('add-site')).toBeNull();
    expect(find('state')?.textContent).toContain('Reload the call page to start');
  });

  it('stays as it is where the user says no', async () => {
    api.allows = false;
    await open();
    await click(find('add-site'));
    expect(api.stored.sites).toEqual({});
    expect(find('add-site')).not.toBeNull();
  });

  it('can be given back once it is off', async () => {
    await open();
    await click(find('add-site'));
    expect(find('forget-site')).toBeNull();
    await click(find('site-switch'));
    await click(find('forget-site'));
    expect(api.stored.sites).toEqual({ 'calls.example': false });
    expect(find('add-site')).not.toBeNull();
  });

  it('offers no return of a permission that is the manifest’s', async () => {
    api.site = MEET;
    await open();
    expect(checked('site-switch')).toBe('false');
    expect(find('forget-site')).toBeNull();
  });
});

describe('a page that is no call', () => {
  it.each<ActiveSite>([{ kind: 'other' }, { kind: 'new-site', host: 'news.example', tabId: 7 }])(
    'lists the call sites, those that are on first, and opens one ($kind)',
    async (site) => {
      api.site = site;
      api.stored = { ...DEFAULT_SETTINGS, sites: { 'app.zoom.us': true } };
      await open();
      const rows = [...find('site-list')!.querySelectorAll('li')].map((row) => row.textContent);
      expect(rows[0]).toBe('ZoomOn');
      expect(rows.filter((row) => row.endsWith('On'))).toHaveLength(1);
      expect(find('auto-switch')).toBeNull();
      await click(find('open-meet.google.com'));
      expect(api.opened).toEqual(['https://meet.google.com/']);
    },
  );

  it('says “On” nowhere while nothing is on', async () => {
    for (const site of [MEET, { kind: 'other' } as const]) {
      api.site = site;
      await open();
      expect(find('master-switch')).toBeNull();
      expect(find('pause-row')).toBeNull();
      expect(root.innerHTML).not.toMatch(/>On</);
      expect(root.querySelector('[aria-checked="true"]')).toBeNull();
      render(null, root);
    }
  });
});

describe('a call in a part of the page that comes from elsewhere', () => {
  beforeEach(() => {
    api.stored = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
    api.call = { ...watching({ embedded: ['rooms.example'] }), state: { kind: 'waiting' } };
  });

  it('is offered to be allowed', async () => {
    api.elsewhere = { host: 'rooms.example', allowed: false };
    await open();
    expect(find('state')?.textContent).toContain('rooms.example');
    expect(find('add-site')?.textContent).toBe('Use EmojiGen on rooms.example');
    await click(find('add-site'));
    expect(api.stored.sites).toMatchObject({ 'rooms.example': true });
  });

  it('that is allowed needs a reload', async () => {
    api.elsewhere = { host: 'rooms.example', allowed: true };
    await open();
    expect(find('state')?.textContent).toContain('Reload to start');
    expect(find('add-site')).toBeNull();
  });

  it('is none where EmojiGen runs in all of them, and none where the page has the camera', async () => {
    await open();
    expect(find('state')?.textContent).toContain('Waiting for camera');
    expect(find('add-site')).toBeNull();
  });

  it('is not looked for while the call is read', async () => {
    api.call = watching();
    api.elsewhere = { host: 'rooms.example', allowed: false };
    await open();
    expect(find('add-site')).toBeNull();
  });
});
