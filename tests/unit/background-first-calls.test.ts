/** What the background knows of a tab's calls: the offer in a first one, and the summary of one that was left. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createHints } from '../../src/background/hints';
import { createRouter } from '../../src/background/router';
import type { BackgroundRequest, RawSender, ToBackground } from '../../src/shared/messages/background';
import { KEYS, newRouter, parts, pass, route, SELF, SUMMARY, stored, TAB } from './support/background-stage';

beforeEach(newRouter);

describe('a call that was left by loading another page', () => {
  const left = { to: 'background', type: 'call-left', summary: SUMMARY } satisfies ToBackground;
  const take = { to: 'background', type: 'take-left-call' } satisfies ToBackground;

  it('has its summary on the next page of the same tab and service, once, and for some seconds', async () => {
    await route(left, TAB);
    expect(await route(take, { ...TAB, tab: { id: 8, url: TAB.url } })).toBeNull();
    expect(await route(take, TAB)).toEqual(SUMMARY);
    expect(await route(take, TAB)).toBeNull();
    await route(left, TAB);
    pass(20_000);
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
    const hints = createHints({ get: () => Promise.reject(new Error('disk')), set: async () => {} });
    const blind = createRouter({ ...parts, hints });
    expect((await blind(ask, TAB)) as object).toMatchObject({ hints: { offer: false, tour: false } });
  });
});
