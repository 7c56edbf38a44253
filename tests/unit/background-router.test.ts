import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RawSender, ToBackground } from '../../src/shared/messages/background';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import {
  CALL,
  EVENT,
  FROM_PAGES,
  FROM_TABS,
  IMAGE,
  kept,
  newRouter,
  PAGE,
  parts,
  privateWindows,
  reactions,
  route,
  SELF,
  stored,
  storedImages,
  storeImages,
  TAB,
} from './support/background-stage';

beforeEach(newRouter);

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
    storeImages(images);
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
