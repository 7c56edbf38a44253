/** What the background does with messages that it takes. */
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_EMOJI_SETTINGS } from '../../src/shared/emoji/emoji-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings/schema';
import { EXPRESSIONS } from '../../src/shared/types';
import {
  CALL,
  EAGER,
  EVENT,
  FROM_PAGES,
  FROM_TABS,
  IMAGE,
  kept,
  newRouter,
  PAGE,
  parts,
  reactions,
  route,
  SELF,
  SPAN,
  TAB,
} from './support/background-stage';

beforeEach(newRouter);

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
