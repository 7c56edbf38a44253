import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createRouter, type RouterParts } from '../../src/background/router';
import type { RawSender } from '../../src/background/sender';
import type { History } from '../../src/history/store';
import type { ToBackground } from '../../src/messages/background';
import { DEFAULT_SETTINGS, type Settings } from '../../src/settings/schema';
import { createSettingsStore } from '../../src/settings/store';
import type { StoredSpan } from '../../src/types';

const SELF = { id: 'abcdefgh', base: 'chrome-extension://abcdefgh/' };
const PAGE: RawSender = { id: SELF.id, url: `${SELF.base}offscreen.html` };
const TAB: RawSender = {
  id: SELF.id,
  url: 'https://meet.google.com/abc',
  tab: { id: 7, url: 'https://meet.google.com/abc' },
};
const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const SPAN = { expression: 'sad', start: 1000, duration: 500, confidence: 0.7 } as const;

const FROM_TABS: ToBackground[] = [
  { to: 'background', type: 'ensure-offscreen' },
  { to: 'background', type: 'call-state', state: { kind: 'loading' } },
  { to: 'background', type: 'overlay-moved', x: 0.1, y: 0.2 },
  { to: 'background', type: 'site-off' },
];
const FROM_PAGES: ToBackground[] = [
  { to: 'background', type: 'get-settings' },
  { to: 'background', type: 'span', span: SPAN, site: 'meet.google.com', callId: CALL },
  { to: 'background', type: 'set-site', host: 'meet.google.com', on: true },
  { to: 'background', type: 'set-auto-reactions', on: true },
  { to: 'background', type: 'set-backend', backend: 'wasm' },
  { to: 'background', type: 'get-spans', from: 0, until: 10_000 },
  { to: 'background', type: 'set-outputs', outputs: { siteReaction: true } },
  { to: 'background', type: 'site-wanted', host: 'calls.example' },
];

let kept: StoredSpan[];
let stored: unknown;
let parts: RouterParts;
let route: ReturnType<typeof createRouter>;

beforeEach(() => {
  kept = [];
  stored = undefined;
  const history: History = {
    add: async (span) => void kept.push(span),
    between: async (from, until) => kept.filter((span) => span.start >= from && span.start < until),
    count: async () => kept.length,
    close: () => {},
  };
  const settings = createSettingsStore({
    get: async () => stored,
    set: async (value) => {
      stored = value;
    },
    watch: () => () => {},
  });
  parts = {
    self: SELF,
    settings,
    history,
    offscreen: { ensure: vi.fn(async () => ({ ok: true as const })) },
    showBadge: vi.fn(async () => {}),
    wantSite: vi.fn(),
  };
  route = createRouter(parts);
});

describe('who may say what', () => {
  it.each(['hello', null, { type: 'site-off' }, { to: 'offscreen', type: 'settings' }, { to: 'call' }])(
    'leaves %j to others',
    (message) => {
      expect(route(message, PAGE)).toBeUndefined();
      expect(route(message, TAB)).toBeUndefined();
    },
  );

  it.each(FROM_TABS)('takes $type from a call tab, not from a page', async (message) => {
    await expect(route(message, PAGE)).rejects.toThrow('not for this sender');
    await route(message, TAB);
  });

  it.each(FROM_PAGES)('takes $type from an extension page, not from a call tab', async (message) => {
    await expect(route(message, TAB)).rejects.toThrow('not for this sender');
    expect(kept).toEqual([]);
    expect(stored).toBeUndefined();
    await route(message, PAGE);
  });

  it.each([
    ['another extension', { ...PAGE, id: 'stranger' }],
    [
      'a page whose address only looks alike',
      { id: SELF.id, url: 'https://evil.example/chrome-extension://abcdefgh/' },
    ],
    ['an extension with a longer id', { id: SELF.id, url: 'chrome-extension://abcdefghij/popup.html' }],
    ['nobody', {}],
  ])('refuses %s', async (_, sender) => {
    for (const message of [...FROM_PAGES, ...FROM_TABS])
      await expect(route(message, sender)).rejects.toThrow();
    expect(kept).toEqual([]);
    expect(stored).toBeUndefined();
  });

  it('refuses what is malformed', async () => {
    await expect(route({ to: 'background', type: 'set-site', host: 5 }, PAGE)).rejects.toThrow(
      'not understood',
    );
  });

  it('knows a popup that is open as a tab for a page', async () => {
    const sender = {
      id: SELF.id,
      url: `${SELF.base}popup.html`,
      tab: { id: 3, url: `${SELF.base}popup.html` },
    };
    await expect(route({ to: 'background', type: 'get-settings' }, sender)).resolves.toEqual(
      DEFAULT_SETTINGS,
    );
  });
});

describe('what is done', () => {
  it('keeps a span with its site and call', async () => {
    await route(FROM_PAGES[1], PAGE);
    const expected = { ...SPAN, site: 'meet.google.com', callId: CALL };
    expect(kept).toEqual([expected]);
    expect(await route(FROM_PAGES[5], PAGE)).toEqual([expected]);
  });

  it('switches a site on and off', async () => {
    const on = await route({ to: 'background', type: 'set-site', host: 'meet.google.com', on: true }, PAGE);
    expect((on as Settings).sites).toEqual({ 'meet.google.com': true });
    await route({ to: 'background', type: 'site-off' }, TAB);
    expect(await parts.settings.read()).toEqual({ ...DEFAULT_SETTINGS, sites: { 'meet.google.com': false } });
  });

  it('changes one setting at a time', async () => {
    await Promise.all([
      route({ to: 'background', type: 'set-auto-reactions', on: true }, PAGE),
      route({ to: 'background', type: 'set-backend', backend: 'webgl' }, PAGE),
      route({ to: 'background', type: 'overlay-moved', x: 0.25, y: 0.75 }, TAB),
    ]);
    expect(await parts.settings.read()).toEqual({
      ...DEFAULT_SETTINGS,
      autoReactions: true,
      backend: 'webgl',
      overlayPosition: { 'meet.google.com': { x: 0.25, y: 0.75 } },
    });
  });

  it('takes the host from the browser: the page in the address bar, also for frames in it', async () => {
    const tab = { id: 7, url: 'https://zoom.us/wc/1' };
    const message = { to: 'background', type: 'overlay-moved', x: 0, y: 0, host: 'bank.example' };
    await route(message, { id: SELF.id, url: 'https://app.zoom.us/inner', tab });
    await route(message, { id: SELF.id, url: 'about:blank', tab });
    await route(message, { id: SELF.id, url: 'https://app.zoom.us/inner', tab: { id: 8 } });
    expect(Object.keys((await parts.settings.read()).overlayPosition)).toEqual(['zoom.us', 'app.zoom.us']);
  });

  it('shows the state on the tab that sent it', async () => {
    await route(FROM_TABS[1], TAB);
    expect(parts.showBadge).toHaveBeenCalledExactlyOnceWith(7, { kind: 'loading' });
  });

  it('answers whether the offscreen document runs', async () => {
    expect(await route(FROM_TABS[0], TAB)).toEqual({ ok: true });
  });
});
