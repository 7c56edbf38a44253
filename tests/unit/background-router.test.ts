import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createHints, type Hints } from '../../src/background/hints';
import type { HistoryService } from '../../src/background/history-service';
import { createLeftCalls } from '../../src/background/left-calls';
import { createPrivateWindows, type PrivateWindows } from '../../src/background/private-windows';
import { createRouter, type RouterParts } from '../../src/background/router';
import { type CallSummary, SUMMARY_BARS } from '../../src/shared/call-summary';
import { createImageStore } from '../../src/shared/edges/image-store';
import { createSettingsStore } from '../../src/shared/edges/settings-store';
import { DEFAULT_EMOJI_SETTINGS } from '../../src/shared/emoji/emoji-settings';
import type { History } from '../../src/shared/history/store';
import type { BackgroundRequest, RawSender, ToBackground } from '../../src/shared/messages/background';
import type { ReactionEvent, StoredReaction } from '../../src/shared/reaction-event';
import type { Baseline } from '../../src/shared/settings/baseline';
import {
  DEFAULT_REACTION_SETTINGS,
  type ReactionSettings,
} from '../../src/shared/settings/reaction-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';
import { EXPRESSIONS, type StoredSpan } from '../../src/shared/types';
import { MemoryShelf } from './support/shelf';

const SELF = { id: 'abcdefgh', base: 'chrome-extension://abcdefgh/' };
const PAGE: RawSender = { id: SELF.id, url: `${SELF.base}offscreen.html` };
const TAB: RawSender = {
  id: SELF.id,
  url: 'https://meet.google.com/abc',
  tab: { id: 7, url: 'https://meet.google.com/abc' },
};
const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const SPAN = { expression: 'sad', start: 1000, duration: 500, confidence: 0.7 } as const;

const IMAGE = { name: 'cat.gif', dataUrl: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' };

const SYNC = { on: false, time: null, problem: null };

const EVENT: ReactionEvent = {
  ...{ time: 1000, expression: 'happy', emoji: '1f604', how: 'auto', outcome: 'sent', shown: ['card'] },
};
const FROM_TABS: ToBackground[] = [
  { to: 'background', type: 'ensure-offscreen' },
  { to: 'background', type: 'call-state', state: { kind: 'loading' } },
  { to: 'background', type: 'overlay-moved', x: 0.1, y: 0.2 },
  { to: 'background', type: 'site-off' },
  { to: 'background', type: 'offer-shown' },
  { to: 'background', type: 'offer-answered', on: true },
  { to: 'background', type: 'tour-shown' },
  { to: 'background', type: 'call-over', reactions: 3, smiles: 5 },
  { to: 'background', type: 'summary-unwanted' },
  { to: 'background', type: 'take-left-call' },
  { to: 'background', type: 'reaction-event', callId: CALL, event: EVENT },
];
const EAGER: ReactionSettings = { ...DEFAULT_REACTION_SETTINGS, sensitivity: 'high' };
const FROM_PAGES: ToBackground[] = [
  { to: 'background', type: 'get-settings' },
  { to: 'background', type: 'span', span: SPAN, site: 'meet.google.com', callId: CALL },
  { to: 'background', type: 'change-settings', patch: { site: { host: 'meet.google.com', on: true } } },
  { to: 'background', type: 'change-settings', patch: { autoReactions: true } },
  { to: 'background', type: 'change-settings', patch: { backend: 'wasm' } },
  { to: 'background', type: 'get-spans', from: 0, until: 10_000 },
  {
    to: 'background',
    type: 'change-settings',
    patch: { emoji: { set: 'system', skinTone: 'dark', custom: {} } },
  },
  { to: 'background', type: 'change-settings', patch: { reactions: DEFAULT_REACTION_SETTINGS } },
  { to: 'background', type: 'add-image', image: IMAGE },
  { to: 'background', type: 'remove-image', id: 'own-1' },
  { to: 'background', type: 'get-baseline' },
  { to: 'background', type: 'set-baseline', baseline: null },
  { to: 'background', type: 'get-overview' },
  { to: 'background', type: 'delete-all' },
  { to: 'background', type: 'rename-call', callId: CALL, title: 'Weekly' },
  {
    to: 'background',
    type: 'change-settings',
    patch: { outputs: { video: true, mask: 'hold', siteReaction: true } },
  },
  { to: 'background', type: 'site-wanted', host: 'calls.example' },
  { to: 'background', type: 'change-settings', patch: { cpuBudget: 'fast' } },
  { to: 'background', type: 'change-settings', patch: { autoReactions: true } },
  { to: 'background', type: 'get-sync' },
  { to: 'background', type: 'set-sync', on: true },
  { to: 'background', type: 'forget-sync' },
  { to: 'background', type: 'pause-for', minutes: 30 },
];

let kept: StoredSpan[];
let reactions: StoredReaction[];
let stored: unknown;
let storedImages: unknown;
let parts: RouterParts;
let privateWindows: PrivateWindows;
let hints: Hints;
let time = 0;
const SUMMARY: CallSummary = {
  ...{ duration: 60_000, smiles: 3, smilesPerHour: null, reactions: 4, emoji: ['1f604'] },
  bars: Array.from({ length: SUMMARY_BARS }, () => null),
};
const KEYS = { pause: 'Alt+Shift+K' };
let route: ReturnType<typeof createRouter>;

beforeEach(() => {
  kept = [];
  reactions = [];
  stored = undefined;
  storedImages = undefined;
  const history: Pick<History, 'between'> = {
    between: async (from, until) => kept.filter((span) => span.start >= from && span.start < until),
  };
  const historyService: HistoryService = {
    keep: async (span) => void kept.push(span),
    answer: async () => undefined,
    prune: async () => {},
    keepReaction: async (reaction) => void reactions.push(reaction),
    removeWrong: async () => {},
  };
  const settings = createSettingsStore({
    get: async () => stored,
    set: async (value) => {
      stored = value;
    },
    watch: () => () => {},
  });
  let baseline: Baseline | null = null;
  privateWindows = createPrivateWindows(new MemoryShelf());
  hints = createHints(new MemoryShelf());
  parts = {
    self: SELF,
    settings,
    images: createImageStore({
      get: async () => storedImages,
      set: async (value) => {
        storedImages = value;
      },
      watch: () => () => {},
    }),
    baselines: {
      read: async () => baseline,
      write: async (next) => {
        baseline = next;
      },
    },
    history,
    historyService,
    offscreen: { ensure: vi.fn(async () => ({ ok: true as const })) },
    showBadge: vi.fn(async () => {}),
    showSummary: vi.fn(async () => {}),
    tellTab: vi.fn(async () => {}),
    wantSite: vi.fn(),
    sync: {
      state: async () => SYNC,
      setOn: async (on) => ({ ...SYNC, on }),
      forget: async () => SYNC,
      run: async () => {},
    },
    pause: { read: async () => 777, pauseFor: vi.fn(async () => null) },
    callWords: {
      wordsFor: async (language) => (language === 'de' ? { overlay_open: { message: 'Auf' } } : null),
    },
    privateWindows,
    hints,
    keys: async () => KEYS,
    leftCalls: createLeftCalls(() => time),
    feedback: { wrong: vi.fn(async () => {}) },
  };
  route = createRouter(parts);
});

describe('who may say what', () => {
  it('takes the word that a reaction was wrong from the analysis and from the call', async () => {
    const mark = { time: 1200, expression: 'sad', confidence: 0.7 } as const;
    const message = { to: 'background', type: 'reaction-wrong', callId: CALL, ...mark };
    for (const sender of [PAGE, TAB]) {
      await route(message, sender);
      expect(vi.mocked(parts.feedback.wrong).mock.lastCall?.slice(0, 2)).toEqual([
        CALL,
        expect.objectContaining(mark),
      ]);
    }
    for (const wrong of [{ callId: 'x' }, { expression: 'bored' }, { confidence: 2 }, { time: -1 }])
      await expect(route({ ...message, ...wrong }, TAB)).rejects.toThrow();
  });

  it('lets no call tab change the pause everywhere', async () => {
    for (const minutes of [5, null] as const) {
      const message = { to: 'background', type: 'pause-for', minutes } satisfies ToBackground;
      await expect(route(message, TAB)).rejects.toThrow();
    }
    expect(parts.pause.pauseFor).not.toHaveBeenCalled();
  });

  it('tells a call tab its own site, the images in use and the pause, and nothing else', async () => {
    const images = [
      { id: 'own-1', ...IMAGE },
      { id: 'own-2', ...IMAGE },
    ];
    storedImages = images;
    await parts.settings.update((now) => ({
      ...now,
      sites: { 'meet.google.com': true, 'secret.example': true },
      overlayPosition: { 'secret.example': { x: 0, y: 0 } },
      emoji: { ...now.emoji, custom: { 'happy.clear': 'own-2' } },
      ...{ keepHistory: false, retentionDays: 7 },
    }));
    const ask = { to: 'background', type: 'get-call-config' } satisfies ToBackground;
    const config = await route(ask, TAB);
    expect(config).toMatchObject({
      settings: {
        sites: { 'meet.google.com': true },
        overlayPosition: {},
        keepHistory: true,
        retentionDays: 30,
      },
      ...{ images: [images[1]], pausedUntil: 777 },
    });
    expect(JSON.stringify(config)).not.toContain('secret');
    expect(config).toMatchObject({ words: null });
    await parts.settings.update((now) => ({ ...now, language: 'de' }));
    expect(await route(ask, TAB)).toMatchObject({ words: { overlay_open: { message: 'Auf' } } });
    // A frame of another site in that page, as Firefox names it: the page's host is the browser's word.
    const frame = { ...TAB, url: 'https://frame.example/' };
    expect(await route(ask, frame)).toMatchObject({
      settings: { sites: { 'meet.google.com': true, 'frame.example': false } },
    });
  });

  it('lets a call tab turn the summary after a call off, and never on', async () => {
    await route({ to: 'background', type: 'summary-unwanted' }, TAB);
    expect((await parts.settings.read()).callSummary).toBe(false);
    await route({ to: 'background', type: 'summary-unwanted' }, TAB);
    expect((await parts.settings.read()).callSummary).toBe(false);
  });

  it('takes a wrong reaction out only of the site that the browser names', async () => {
    const mark = { time: 5, expression: 'sad', confidence: 0.5 } as const;
    await route({ to: 'background', type: 'reaction-wrong', callId: CALL, ...mark }, TAB);
    expect(parts.feedback.wrong).toHaveBeenLastCalledWith(
      CALL,
      expect.objectContaining(mark),
      'meet.google.com',
    );
  });

  it('keeps nothing of a private window, where the site can be turned off and the card moved all the same', async () => {
    const secret: RawSender = { ...TAB, tab: { ...TAB.tab, incognito: true } };
    await parts.settings.update((now) => ({ ...now, sites: { 'meet.google.com': true } }));
    const before = stored;
    const says = (message: ToBackground) => route(message, secret);
    await says({ to: 'background', type: 'reaction-event', callId: CALL, event: EVENT });
    await says({ to: 'background', type: 'overlay-moved', x: 0.1, y: 0.2 });
    await says({
      ...{ to: 'background', type: 'reaction-wrong', callId: CALL },
      ...{ time: 5, expression: 'sad', confidence: 0.5 },
    });
    const config = { to: 'background', type: 'get-call-config' } satisfies ToBackground;
    expect(await says(config)).toMatchObject({
      settings: {
        sites: { 'meet.google.com': true },
        overlayPosition: { 'meet.google.com': { x: 0.1, y: 0.2 } },
      },
    });
    await says({ to: 'background', type: 'site-off' });
    expect(await says(config)).toMatchObject({ settings: { sites: { 'meet.google.com': false } } });
    expect(await route(config, TAB)).toMatchObject({ settings: { sites: { 'meet.google.com': true } } });
    expect([stored, reactions, kept]).toEqual([before, [], []]);
    expect(parts.feedback.wrong).not.toHaveBeenCalled();
    await privateWindows.forget();
    expect(await says(config)).toMatchObject({
      settings: { sites: { 'meet.google.com': true }, overlayPosition: {} },
    });
  });

  describe('a call that was left by loading another page', () => {
    const left = { to: 'background', type: 'call-left', summary: SUMMARY } satisfies ToBackground;
    const take = { to: 'background', type: 'take-left-call' } satisfies ToBackground;

    it('has its summary on the next page of the same tab and service, once, and for some seconds', async () => {
      await route(left, TAB);
      expect(await route(take, { ...TAB, tab: { id: 8, url: TAB.url } })).toBeNull();
      expect(await route(take, TAB)).toEqual(SUMMARY);
      expect(await route(take, TAB)).toBeNull();
      await route(left, TAB);
      time += 20_000;
      expect(await route(take, TAB)).toBeNull();
      await route(left, TAB);
      const other = { ...TAB, url: 'https://whereby.com/', tab: { id: 7, url: 'https://whereby.com/' } };
      expect(await route(take, other)).toBeNull();
      expect(stored).toBeUndefined();
    });

    it('has none in a private window, which keeps nothing, nor one that is malformed', async () => {
      const secret: RawSender = { ...TAB, tab: { ...TAB.tab, incognito: true } };
      await route(left, secret);
      expect(await route(take, secret)).toBeNull();
      await expect(route({ ...left, summary: { ...SUMMARY, bars: [] } } as never, TAB)).rejects.toThrow();
    });
  });

  describe('the offer in a first call', () => {
    const ask = { to: 'background', type: 'get-call-config' } satisfies ToBackground;
    const offered = async (sender = TAB) =>
      ((await route(ask, sender)) as { hints: { offer: boolean } }).hints.offer;
    const say = (message: BackgroundRequest, sender = TAB) => route({ to: 'background', ...message }, sender);
    const at = (url: string): RawSender => ({ id: SELF.id, url, tab: { id: 9, url } });

    it('is made on each known site while nothing was chosen, and once', async () => {
      expect(await offered()).toBe(true);
      expect(await offered(at('https://us05web.zoom.us/wc/1'))).toBe(true);
      expect(await offered(at('https://calls.example/'))).toBe(false);
      await say({ type: 'offer-shown' });
      expect(await offered()).toBe(false);
      expect(await offered(at('https://us05web.zoom.us/wc/1'))).toBe(true);
      expect((await route(ask, TAB)) as object).toMatchObject({ hints: { tour: true, keys: KEYS } });
      await say({ type: 'tour-shown' });
      expect((await route(ask, TAB)) as object).toMatchObject({ hints: { tour: false } });
    });

    it.each([true, false])('is answered: %s', async (on) => {
      await say({ type: 'offer-shown' });
      await say({ type: 'offer-answered', on });
      expect((await parts.settings.read()).sites).toEqual({ 'meet.google.com': on });
      expect(await offered()).toBe(false);
    });

    it('is made nowhere once EmojiGen is on somewhere, or off everywhere, or was turned off here', async () => {
      await parts.settings.update((now) => ({ ...now, sites: { 'meet.google.com': false } }));
      expect(await offered()).toBe(false);
      expect(await offered(at('https://whereby.com/x'))).toBe(true);
      await parts.settings.update((now) => ({ ...now, sites: {}, enabled: false }));
      expect(await offered()).toBe(false);
      await parts.settings.update((now) => ({
        ...now,
        sites: { 'app.slack.com': true },
        enabled: true,
      }));
      expect(await offered()).toBe(false);
    });

    it('is made nowhere to somebody who has used EmojiGen, and turned it off again', async () => {
      await parts.settings.update((now) => ({ ...now, sites: { 'app.slack.com': true } }));
      expect(await offered()).toBe(false);
      await parts.settings.update((now) => ({ ...now, sites: { 'app.slack.com': false } }));
      expect(await offered()).toBe(false);
      expect(await offered(at('https://whereby.com/x'))).toBe(false);
    });

    it('lets no page answer what was not offered, nor turn on what the user has turned off', async () => {
      await say({ type: 'offer-answered', on: true });
      expect((await parts.settings.read()).sites).toEqual({});
      await say({ type: 'offer-shown' });
      await say({ type: 'offer-answered', on: false });
      await say({ type: 'offer-answered', on: true });
      expect((await parts.settings.read()).sites).toEqual({ 'meet.google.com': false });
    });

    it('is not made in a private window, which leaves no trace of any', async () => {
      const secret: RawSender = { ...TAB, tab: { ...TAB.tab, incognito: true } };
      expect((await route(ask, secret)) as object).toMatchObject({ hints: { offer: false, tour: false } });
      await say({ type: 'offer-shown' }, secret);
      await say({ type: 'offer-answered', on: true }, secret);
      await say({ type: 'tour-shown' }, secret);
      expect(stored).toBeUndefined();
      expect((await route(ask, TAB)) as object).toMatchObject({ hints: { offer: true, tour: true } });
    });

    it('is not made where it cannot be read whether it was', async () => {
      parts = {
        ...parts,
        hints: createHints({ get: () => Promise.reject(new Error('disk')), set: async () => {} }),
      };
      route = createRouter(parts);
      expect((await route(ask, TAB)) as object).toMatchObject({ hints: { offer: false, tour: false } });
    });
  });

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
    expect(storedImages).toBeUndefined();
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
    await expect(
      route({ to: 'background', type: 'change-settings', patch: { site: { host: 5, on: true } } }, PAGE),
    ).rejects.toThrow('not understood');
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

  it('keeps a reaction under the site that the browser names', async () => {
    await route({ to: 'background', type: 'reaction-event', callId: CALL, event: EVENT }, TAB);
    expect(reactions).toEqual([{ ...EVENT, site: 'meet.google.com', callId: CALL }]);
  });

  it('switches a site on and off', async () => {
    const on = await route(
      { to: 'background', type: 'change-settings', patch: { site: { host: 'meet.google.com', on: true } } },
      PAGE,
    );
    expect((on as Settings).sites).toEqual({ 'meet.google.com': true });
    await route({ to: 'background', type: 'site-off' }, TAB);
    expect(await parts.settings.read()).toEqual({ ...DEFAULT_SETTINGS, sites: { 'meet.google.com': false } });
  });

  it('changes one setting at a time', async () => {
    await Promise.all([
      route({ to: 'background', type: 'change-settings', patch: { autoReactions: true } }, PAGE),
      route({ to: 'background', type: 'change-settings', patch: { backend: 'webgl' } }, PAGE),
      route({ to: 'background', type: 'change-settings', patch: { cpuBudget: 'low' } }, PAGE),
      route(
        {
          to: 'background',
          type: 'change-settings',
          patch: { outputs: { video: true, mask: 'hold', siteReaction: true } },
        },
        PAGE,
      ),
      route({ to: 'background', type: 'change-settings', patch: { reactions: EAGER } }, PAGE),
      route({ to: 'background', type: 'overlay-moved', x: 0.25, y: 0.75 }, TAB),
    ]);
    expect(await parts.settings.read()).toEqual({
      ...DEFAULT_SETTINGS,
      autoReactions: true,
      backend: 'webgl',
      reactions: EAGER,
      cpuBudget: 'low',
      outputs: { video: true, mask: 'hold', siteReaction: true },
      overlayPosition: { 'meet.google.com': { x: 0.25, y: 0.75 } },
    });
  });

  it('a new image takes over no place that points to another one of its name', async () => {
    const custom = { 'happy.clear': 'own-1', 'sad.clear': '1f60e' };
    await route(
      { to: 'background', type: 'change-settings', patch: { emoji: { ...DEFAULT_EMOJI_SETTINGS, custom } } },
      PAGE,
    );
    await route({ to: 'background', type: 'add-image', image: IMAGE }, PAGE);
    expect((await parts.settings.read()).emoji.custom).toEqual({ 'sad.clear': '1f60e' });
  });

  it('keeps own images, and takes them from every place when they go', async () => {
    const add = { to: 'background', type: 'add-image', image: IMAGE } as const;
    expect(await route(add, PAGE)).toEqual([{ id: 'own-1', ...IMAGE }]);
    await route(add, PAGE);
    const custom = { 'happy.clear': 'own-1', 'sad.clear': 'own-2', 'angry.clear': '1f60e' };
    await route(
      { to: 'background', type: 'change-settings', patch: { emoji: { ...DEFAULT_EMOJI_SETTINGS, custom } } },
      PAGE,
    );
    const left = await route({ to: 'background', type: 'remove-image', id: 'own-1' }, PAGE);
    expect(left).toEqual([{ id: 'own-2', ...IMAGE }]);
    expect(await parts.images.list()).toEqual(left);
    const { emoji } = await parts.settings.read();
    expect(emoji.custom).toEqual({ 'sad.clear': 'own-2', 'angry.clear': '1f60e' });
  });

  it('keeps the baseline, and deletes it', async () => {
    const odds = Object.fromEntries(EXPRESSIONS.map((name) => [name, -1]));
    const geometry = { browHeight: 0.5, eyeOpening: 0.3, mouthOpening: 0, mouthWidth: 0.8 };
    const baseline = { version: 2, time: 5, samples: { neutral: { frames: 20, logOdds: odds, geometry } } };
    const get = () => route({ to: 'background', type: 'get-baseline' }, PAGE);
    await route({ to: 'background', type: 'set-baseline', baseline }, PAGE);
    expect(await get()).toEqual(baseline);
    await expect(
      route({ to: 'background', type: 'set-baseline', baseline: { version: 1 } }, PAGE),
    ).rejects.toThrow();
    expect(await get()).toEqual(baseline);
    await route({ to: 'background', type: 'set-baseline', baseline: null }, PAGE);
    expect(await get()).toBeNull();
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
    expect(parts.showBadge).toHaveBeenCalledExactlyOnceWith(7, { kind: 'loading' }, undefined);
  });

  it('answers whether the offscreen document runs', async () => {
    expect(await route(FROM_TABS[0], TAB)).toEqual({ ok: true });
  });
});
