import { afterEach, describe, expect, it, vi } from 'vitest';
import { badgeFor, titleFor } from '../../src/background/badge';
import { createOffscreenOwner, NO_OFFSCREEN } from '../../src/background/offscreen-owner';
import type { CallState } from '../../src/shared/types';

const wait = () => new Promise((resolve) => setTimeout(resolve, 2));

/** A browser that has at most one offscreen document, and says so as Chrome does. */
function fakeBrowser() {
  return {
    documents: 0,
    failures: 0,
    creations: 0,
    async exists() {
      await wait();
      return this.documents > 0;
    },
    async create() {
      await wait();
      this.creations++;
      if (this.failures-- > 0) throw new Error('Page failed to load.');
      if (this.documents > 0) throw new Error('Only a single offscreen document may be created.');
      this.documents++;
      await wait();
    },
  };
}

afterEach(() => vi.restoreAllMocks());

describe('offscreen owner', () => {
  it('creates the document once, however many ask', async () => {
    const browser = fakeBrowser();
    const owner = createOffscreenOwner(browser);
    const answers = await Promise.all(Array.from({ length: 8 }, () => owner.ensure()));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(browser.creations).toBe(1);
    expect(await owner.ensure()).toEqual({ ok: true });
    expect(browser.creations).toBe(1);
  });

  it('creates it again once it is gone', async () => {
    const browser = fakeBrowser();
    const owner = createOffscreenOwner(browser);
    await owner.ensure();
    browser.documents = 0;
    expect(await owner.ensure()).toEqual({ ok: true });
    expect(browser.documents).toBe(1);
  });

  it('is content when somebody else was faster', async () => {
    const browser = fakeBrowser();
    const [one, two] = [createOffscreenOwner(browser), createOffscreenOwner(browser)];
    expect(await Promise.all([one.ensure(), two.ensure()])).toEqual([{ ok: true }, { ok: true }]);
    expect(browser.creations).toBe(2);
    expect(browser.documents).toBe(1);
  });

  it('tells a failure in plain words, and tries anew when asked again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const browser = fakeBrowser();
    browser.failures = 1;
    const owner = createOffscreenOwner(browser);
    expect(await owner.ensure()).toEqual({ ok: false, message: expect.stringContaining('could not start') });
    expect(await owner.ensure()).toEqual({ ok: true });
  });

  it('says so where there is no such thing', async () => {
    expect(await NO_OFFSCREEN.ensure()).toMatchObject({
      ok: false,
      message: expect.stringContaining('browser'),
    });
  });
});

describe('badge', () => {
  it.each<[CallState, string]>([
    [{ kind: 'off' }, ''],
    [{ kind: 'waiting' }, ''],
    [{ kind: 'loading' }, '…'],
    [{ kind: 'watching' }, 'ON'],
    [{ kind: 'no-face' }, 'ON'],
    [{ kind: 'camera-off' }, '‖'],
    [{ kind: 'paused' }, '‖'],
    [{ kind: 'error', message: 'x' }, '!'],
  ])('shows %j as "%s"', (state, text) => {
    const badge = badgeFor(state);
    expect(badge.text).toBe(text);
    expect(contrast(badge.color, badge.textColor)).toBeGreaterThanOrEqual(4.5);
  });

  it('asks where the card cannot, with the user’s own keys', () => {
    const badge = badgeFor({ kind: 'watching' }, '1f604');
    expect(badge.text).toBe('😄?');
    expect(contrast(badge.color, badge.textColor)).toBeGreaterThanOrEqual(4.5);
    const keys = { 'send-now': 'Alt+Shift+Y', cancel: 'Ctrl+9' };
    expect(titleFor({ kind: 'watching' }, keys, '1f604')).toBe(
      'EmojiGen: send 😄? Alt+Shift+Y: yes, Ctrl+9: no',
    );
    expect(titleFor({ kind: 'watching' }, {}, '1f604')).toBe('EmojiGen: send 😄?');
    expect(titleFor({ kind: 'watching' }, keys)).toBe('EmojiGen: Active');
  });
});

/** WCAG contrast of two #rrggbb colours. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
