/** Every view in other languages. Screenshots go to LANGUAGE_SHOTS, where it is set. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { sleep } from '../../scripts/lib/remote.mjs';
import { LANGUAGE_NAMES } from '../../src/shared/language/languages';
import { type Call, type Harness, launch, waitUntil } from './harness';
import { MARKS, onlyLanguage } from './support/languages';
import { openView, pressRevealed, revealOverlay, startCall, VIEWS } from './support/views';

const NARROW = 360;
/** What is called the same in every language. */
const NAMES = [
  'EmojiGen',
  'Google Meet',
  'Zoom',
  'Microsoft Teams',
  'Webex',
  'Jitsi Meet',
  'Whereby',
  'Discord',
  'Slack',
  ...Object.values(LANGUAGE_NAMES),
];

const shots = process.env.LANGUAGE_SHOTS;

async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  await mkdir(shots, { recursive: true });
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await sleep(200);
    const path = join(shots, `${name.replaceAll(' ', '-')}-${scheme}.png`) as `${string}.png`;
    await page.screenshot({ path, fullPage: !name.endsWith('overlay') });
  }
}

describe.each([
  { language: 'stretched', tag: 'en', direction: 'ltr' },
  { language: 'ar', tag: 'ar', direction: 'rtl' },
  { language: 'ja', tag: 'ja', direction: 'ltr' },
])('in $language', ({ language, tag, direction }) => {
  let folder: string;
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    folder = await onlyLanguage(language);
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), extension: folder });
    call = await startCall(harness);
  });
  afterAll(async () => {
    await harness?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('the overlay speaks it', async () => {
    const { page } = call;
    await page.bringToFront();
    await page.setViewport({ width: 900, height: 640 });
    await revealOverlay(page);
    await pressRevealed(page, '[aria-expanded]');
    const shown = await page.evaluate(() => {
      const stage = document
        .querySelector('[data-emojigen]')!
        .shadowRoot!.querySelector<HTMLElement>('.stage')!;
      const { left, right, bottom } = stage.getBoundingClientRect();
      const inside = left >= 0 && right <= innerWidth && bottom <= innerHeight;
      return { tag: stage.lang, direction: getComputedStyle(stage).direction, inside };
    });
    expect(shown).toEqual({ tag, direction, inside: true });
    expect(await page.evaluate(stickingOut, '[data-emojigen]')).toEqual([]);
    if (language === 'stretched') {
      expect(await page.evaluate(unmarked, '[data-emojigen]', NAMES, MARKS[0], MARKS[1])).toEqual([]);
    }
    await shoot(page, `${language} overlay`);
  });

  it.each(VIEWS)('$name speaks it, and fits', async (view) => {
    const page = await openView(harness, call, view);
    await page.setViewport({ width: view.width ?? NARROW, height: 800 });
    await sleep(100);
    expect(await page.evaluate(languageOf)).toEqual({ tag, direction });
    expect(await page.evaluate(stickingOut, '')).toEqual([]);
    if (language === 'stretched') {
      expect(await page.evaluate(unmarked, '', NAMES, MARKS[0], MARKS[1])).toEqual([]);
    }
    await shoot(page, `${language} ${view.name} narrow`);
    await page.setViewport({ width: view.path.startsWith('popup') ? NARROW : 1200, height: 800 });
    await shoot(page, `${language} ${view.name}`);
    await page.close();
  });

  it('a name that is drawn over a face stands on its label', async () => {
    const view = VIEWS.find(({ name }) => name === 'try-it with a photo')!;
    const page = await openView(harness, call, view);
    await page.waitForFunction(() => document.querySelector('.stage canvas')?.checkVisibility());
    const { label, letters } = await page.evaluate(drawnLabel);
    expect(letters.from).toBeGreaterThan(label.from);
    expect(letters.until).toBeLessThan(label.until);
    await page.close();
  });
});

describe('a language that the user chose', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
  });
  afterAll(() => harness?.close());

  it('is spoken by open pages, new pages and the card of a call that is on', async () => {
    const call = await startCall(harness);
    await revealOverlay(call.page);
    const stage = () =>
      call.page.evaluate(() => {
        const { lang, dir, innerHTML } = document
          .querySelector('[data-emojigen]')!
          .shadowRoot!.querySelector<HTMLElement>('.stage')!;
        return { tag: lang, direction: dir, inside: innerHTML };
      });
    expect((await stage()).tag).toBe('en');
    const page = await harness.browser.newPage();
    const selector = '[data-testid="set-language"]';
    await page.goto(`chrome-extension://${harness.extensionId}/options.html`);
    await page.waitForSelector(selector);
    await page.select(selector, 'ar');
    await waitUntil('the page is Arabic', async () => {
      const now = await page.evaluate(languageOf).catch(() => null); // it is loading again
      return now?.tag === 'ar' && now.direction === 'rtl';
    });
    await page.waitForSelector(selector);
    expect(await page.$eval(selector, (select) => (select as HTMLSelectElement).value)).toBe('ar');
    await call.page.bringToFront();
    await waitUntil('the card is Arabic', async () => {
      const now = await stage();
      return now.tag === 'ar' && now.direction === 'rtl';
    });
    // What a page could read is drawn; names of buttons are not.
    expect((await stage()).inside).toMatch(/[\u0600-\u06ff]/);
    await page.bringToFront();
    await page.select(selector, 'system');
    await waitUntil('the page is English again', async () => {
      const now = await page.evaluate(languageOf).catch(() => null);
      return now?.tag === 'en';
    });
    await page.close();
  });
});

/** In the page: from where to where the labels and the letters on them reach in the canvas, in its pixels. */
function drawnLabel() {
  const canvas = document.querySelector<HTMLCanvasElement>('.stage canvas')!;
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
  const label = { from: Infinity, until: -Infinity };
  const letters = { from: Infinity, until: -Infinity };
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3]! < 230) continue;
    const x = (at / 4) % width;
    const reach = Math.max(data[at]!, data[at + 1]!, data[at + 2]!) < 70 ? letters : label;
    reach.from = Math.min(reach.from, x);
    reach.until = Math.max(reach.until, x);
  }
  return { label, letters };
}

function languageOf(): { tag: string; direction: string } {
  const { lang, dir } = document.documentElement;
  return { tag: lang, direction: dir };
}

/** In the page: what makes it scroll sideways, and what sticks out of its own button, choice, heading or row. */
function stickingOut(host: string): string[] {
  const root = host === '' ? document : document.querySelector(host)!.shadowRoot!;
  const found: string[] = [];
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} of ${clientWidth} wide`);
  for (const element of root.querySelectorAll<HTMLElement>(
    'button, label, legend, h1, h2, h3, p, a, dt, dd, li, li > span, .slot-name',
  )) {
    if (!element.checkVisibility() || element.matches('.visually-hidden, .visually-hidden *')) continue;
    if (getComputedStyle(element).overflowX !== 'visible') continue;
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 2) {
      const own = [...element.querySelectorAll('.visually-hidden')].length > 0;
      if (!own) found.push(`${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`);
    }
  }
  return found;
}

/** In the page: texts and labels with words in them that come from nowhere in the language. Keys are the browser's. */
function unmarked(host: string, names: readonly string[], begin: string, end: string): string[] {
  const root = host === '' ? document.body : document.querySelector(host)!.shadowRoot!;
  const foreign = (text: string): boolean => {
    if (text.includes(begin) || text.includes(end)) return false;
    const rest = names
      .reduce((all, name) => all.replaceAll(name, ''), text)
      // Dates, times and addresses are not words of ours.
      .replaceAll(
        /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*/g,
        '',
      )
      .replaceAll(/\S+\.\S+|localhost/g, '');
    return /\p{L}{3}/u.test(rest);
  };
  const found = new Set<string>();
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (parent === null || parent.closest('code, kbd, style, script') || !foreign(text)) continue;
    found.add(text);
  }
  for (const element of root.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-says']) {
      const text = element.getAttribute(name) ?? '';
      if (foreign(text)) found.add(`${name}: ${text}`);
    }
  }
  return [...found];
}
