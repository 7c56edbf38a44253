import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeSiteOf } from '../../src/pages/popup/active-site';
import { stateView } from '../../src/pages/popup/view';
import type { CallSnapshot } from '../../src/shared/messages/call-tab';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { CALL_SITES, LOCAL_SITES } from '../../src/shared/sites/matches';
import type { CallState } from '../../src/shared/types';
import { formatDuration, formatShare, formatTime } from '../../src/shared/ui/format';
import { stateText } from '../../src/shared/ui/state-text';

const SITE = { kind: 'call-site', host: 'meet.google.com', tabId: 1 } as const;
const ON = { ...DEFAULT_SETTINGS, sites: { 'meet.google.com': true } };
const snapshot = (state: CallState): CallSnapshot => ({ state, reactions: [], load: null });

describe('state in words', () => {
  it('says that the page is not a call site', () => {
    const { explanation, action } = stateView({ kind: 'other' }, ON, undefined);
    expect(explanation).toBe('Open a call to use EmojiGen.');
    expect(action).toBeNull();
  });

  it('says off before anything else, as long as the site is off', () => {
    for (const said of [null, undefined, snapshot({ kind: 'watching' })]) {
      expect(stateView(SITE, DEFAULT_SETTINGS, said).title).toBe('Off on this site');
    }
  });

  it('asks for a reload when nobody answers', () => {
    expect(stateView(SITE, ON, null).explanation).toMatch(/^Reload the call page to start/);
    expect(stateView(SITE, ON, undefined).tone).toBe('busy');
  });

  it('waits where the tab has not heard yet that its site is on', () => {
    expect(stateView(SITE, ON, snapshot({ kind: 'off' }))).toMatchObject(stateText({ kind: 'waiting' }));
  });

  it.each<[CallState, string | undefined]>([
    [{ kind: 'waiting' }, undefined],
    [{ kind: 'loading' }, 'pause'],
    [{ kind: 'watching' }, 'pause'],
    [{ kind: 'no-face' }, 'pause'],
    [{ kind: 'camera-off' }, undefined],
    [{ kind: 'paused' }, 'resume'],
    [{ kind: 'error', message: 'The network could not be loaded.' }, 'retry'],
  ])('shows %j in its own words, with %s to do', (state, command) => {
    const view = stateView(SITE, ON, snapshot(state));
    expect(view).toMatchObject(stateText(state));
    expect(view.action?.command).toBe(command);
  });
});

describe('a site that can be added', () => {
  const own = [...CALL_SITES, ...LOCAL_SITES];
  const tab = { id: 3, url: 'https://calls.example:8443/room' };

  it('is any page with TLS, and no other', () => {
    expect(activeSiteOf(tab, own, own)).toEqual({ kind: 'new-site', host: 'calls.example', tabId: 3 });
    for (const url of ['http://calls.example/', 'chrome://newtab/', 'about:blank', 'file:///etc/hosts']) {
      expect(activeSiteOf({ ...tab, url }, own, own), url).toEqual({ kind: 'other' });
    }
  });

  it('is an added one once it is allowed', () => {
    expect(activeSiteOf(tab, [...own, 'https://calls.example/*'], own)).toEqual({
      kind: 'call-site',
      host: 'calls.example',
      tabId: 3,
      added: true,
    });
    expect(activeSiteOf(tab, [...own, 'https://example/*'], own).kind).toBe('new-site');
  });

  it('may be one of the manifest whose permission was withdrawn', () => {
    const meet = { id: 3, url: 'https://meet.google.com/abc-defg-hij' };
    expect(activeSiteOf(meet, LOCAL_SITES, own).kind).toBe('new-site');
  });

  it('says that it needs to be allowed', () => {
    const site = { kind: 'new-site', host: 'calls.example', tabId: 3 } as const;
    expect(stateView(site, DEFAULT_SETTINGS, undefined)).toMatchObject({
      title: 'No call on this page',
      action: null,
    });
  });
});

describe('the site below the popup', () => {
  const origins = [...CALL_SITES, ...LOCAL_SITES];

  it.each([
    ['https://meet.google.com/abc-defg-hij', 'meet.google.com'],
    ['https://us02web.zoom.us/wc/1/join', 'us02web.zoom.us'],
    ['https://zoom.us/wc/1/join', 'zoom.us'],
    ['http://localhost:8080/call', 'localhost'],
  ])('knows %s', (url, host) => {
    expect(activeSiteOf({ id: 3, url }, origins)).toEqual({ kind: 'call-site', host, tabId: 3 });
  });

  it.each(['http://example.com/', 'http://meet.google.com/', 'chrome://extensions/', undefined])(
    'does not know %s',
    (url) => {
      expect(activeSiteOf({ id: 3, url }, origins)).toEqual({ kind: 'other' });
    },
  );

  it.each(['https://example.com/', 'https://evil-zoom.us/'])('takes %s for no call site', (url) => {
    expect(activeSiteOf({ id: 3, url }, origins).kind).toBe('new-site');
  });

  it('survives odd patterns, tabs without number, no tab', () => {
    expect(activeSiteOf({ id: 3, url: 'https://a.b/' }, ['gopher://x/*', '', 'https://a.b/*']).kind).toBe(
      'call-site',
    );
    expect(activeSiteOf({ url: 'https://meet.google.com/' }, origins).kind).toBe('other');
    expect(activeSiteOf(undefined, origins).kind).toBe('other');
  });
});

describe('format', () => {
  it.each([
    [0, '0 s'],
    [1440, '1.4 s'],
    [8000, '8 s'],
    [9_960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [59.6 * 60_000, '1 h 00 min'],
    [65 * 60_000, '1 h 05 min'],
    [-5, '0 s'],
  ])('%d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('never shows 60 of anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), (ms) => {
        expect(formatDuration(ms)).not.toMatch(/\b60\b/);
      }),
    );
  });

  it('shows what is there, however little', () => {
    expect([0, 0.0001, 0.0049, 0.005, 0.5, 1].map(formatShare)).toEqual([
      '0%',
      '<1%',
      '<1%',
      '1%',
      '50%',
      '100%',
    ]);
  });

  it('shows the time of day', () => {
    expect(formatTime(new Date(2026, 4, 12, 15, 4).getTime())).toMatch(/\b(3|15):04\b/);
  });
});
