/** The extension's own pages, opened and driven as a user would. Screenshots go to PAGES_SHOTS, where it is set. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground, sleep } from '../../scripts/lib/remote.mjs';
import type { HistoryAnswers } from '../../src/shared/messages/history';
import { DEFAULT_SETTINGS, isSiteOn, type Settings } from '../../src/shared/settings/schema';
import type { StoredSpan } from '../../src/shared/types';
import { type Harness, launch, waitUntil } from './harness';
import { shoot } from './support/shots';
import { calls } from './support/year';

let harness: Harness;
let shots: string;
/** Errors that any of the pages wrote to its console. */
const errors: string[] = [];

beforeAll(async () => {
  harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
  shots = process.env.PAGES_SHOTS ?? (await mkdtemp(join(tmpdir(), 'emojigen-pages-')));
});
afterAll(() => harness?.close());

async function open(path: string): Promise<Page> {
  const page = await harness.browser.newPage();
  page.on('pageerror', (error) => errors.push(`${path}: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${path}: ${message.text()}`);
  });
  await page.goto(`chrome-extension://${harness.extensionId}/${path}`);
  return page;
}

const test = (id: string): string => `[data-testid="${id}"]`;
const text = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');

async function importAll(spans: readonly StoredSpan[]): Promise<HistoryAnswers['import-part']> {
  const batch = '11111111-1111-4111-8111-111111111111';
  const size = 20_000;
  let done: HistoryAnswers['import-part'] = null;
  for (let index = 0; index * size < spans.length; index++) {
    const piece = spans.slice(index * size, (index + 1) * size);
    const last = (index + 1) * size >= spans.length;
    done = await askBackground(harness.popup, {
      type: 'import-part',
      batch,
      index,
      last,
      spans: piece,
      titles: {},
    });
  }
  return done;
}

const overview = (): Promise<HistoryAnswers['get-overview']> =>
  askBackground(harness.popup, { type: 'get-overview' });

describe('the first-run page', () => {
  it('was opened by the installation', async () => {
    const url = `chrome-extension://${harness.extensionId}/welcome.html`;
    const opened = () => harness.browser.targets().some((target) => target.url() === url);
    await waitUntil('the page is open', opened);
  });

  it('turns a site and auto-reactions on, and nothing before that', async () => {
    const settings = (): Promise<Settings> => askBackground(harness.popup, { type: 'get-settings' });
    expect(await settings()).toEqual(DEFAULT_SETTINGS);
    const page = await open('welcome.html');
    await page.waitForSelector(`${test('use-teams.microsoft.com')}:enabled`);
    await shoot(page, shots, 'welcome');
    await page.click(test('use-teams.microsoft.com'));
    await (await page.waitForSelector(test('audience-me')))!.click();
    await page.waitForSelector(test('open-call'));
    expect(await settings()).toMatchObject({ autoReactions: true, sites: { 'teams.microsoft.com': true } });
    // One switch for all of its addresses.
    expect(isSiteOn(await settings(), 'teams.live.com')).toBe(true);
    expect((await settings()).sites).not.toHaveProperty(['meet.google.com']);
    await page.click(`${test('work')} summary`);
    expect(await text(page, test('work'))).toContain('nobody may require you');
    await page.close();
  });
});

describe('the dashboard', () => {
  let page: Page;
  let spans: StoredSpan[];

  it('welcomes whoever has nothing yet', async () => {
    page = await open('dashboard.html');
    await page.waitForSelector(test('empty'));
    await shoot(page, shots, 'dashboard-empty');
  });

  it('shows what is kept', async () => {
    await askBackground(harness.popup, { type: 'change-settings', patch: { retentionDays: 0 } });
    spans = calls(Date.now(), 120, 60);
    expect(await importAll(spans)).toMatchObject({ added: spans.length, duplicates: 0 });
    await page.reload();
    await page.waitForSelector(test('trend'));
    expect(await text(page, test('storage'))).toContain(spans.length.toLocaleString('en'));
    expect((await page.$$(test('call'))).length).toBe(10);
    await shoot(page, shots, 'dashboard');
  });

  it('has the numbers of each chart in a table', async () => {
    await page.click(`${test('trend')} summary`);
    await page.waitForSelector(`${test('trend')} tbody tr`);
    expect((await page.$$(`${test('trend')} tbody tr`)).length).toBe(30);
    // From the first to the last hour with calls: the made-up ones are from half past nine to about five.
    const hours = (await page.$$(`${test('heat')} thead th`)).length;
    expect(hours).toBeGreaterThanOrEqual(7);
    expect(hours).toBeLessThan(12);
    expect((await page.$$(`${test('heat')} tbody td`)).length).toBe(7 * hours);
  });

  it('follows the filter', async () => {
    const total = () => text(page, '.tile-value');
    const month = await total();
    await page.click(`${test('period')} input[value="12m"]`);
    await waitUntil('a longer time is shown', async () => (await total()) !== month);
    await page.select(test('site'), 'app.zoom.us');
    await waitUntil('only this site is shown', async () => {
      const sites = await page.$$eval(test('call-title'), (all) =>
        all.map((each) => each.getAttribute('placeholder')),
      );
      return sites.length > 0 && sites.every((site) => site?.includes('app.zoom.us'));
    });
    await page.select(test('site'), '');
    await page.select(test('compare'), 'before');
    await shoot(page, shots, 'dashboard-year');
    await page.click(`${test('period')} input[value="30d"]`);
  });

  it('reads the columns with the keyboard', async () => {
    await page.$eval(`${test('trend')} svg`, (svg) => svg.focus());
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('.tooltip');
    // Today, which may have had no calls yet.
    expect(await text(page, '.tooltip')).toMatch(/20\d\d.*(Happy|Surprised|Sad|Angry|Fearful|–)/);
    await page.keyboard.press('Escape');
  });

  it('gives a call a name and shows how it went', async () => {
    await page.click(test('call-title'));
    await page.keyboard.type('Weekly with the team');
    await page.keyboard.press('Enter');
    await waitUntil('the name is kept', async () =>
      (await overview()).calls.some((call) => call.title === 'Weekly with the team'),
    );
    await page.click(test('call-open'));
    await page.waitForSelector(`${test('timeline')} svg rect`);
    await page.click(`${test('timeline')} summary`);
    await page.waitForSelector(`${test('timeline')} tbody tr`);
    await shoot(page, shots, 'dashboard-call');
  });

  it('refuses files that are no history, in plain words, and keeps what there is', async () => {
    const before = await overview();
    const bad = {
      'not-json.json': 'hello',
      'foreign.json': '{"bookmarks": []}',
      'empty.json': '',
      'damaged.json': '{"format":"emojigen-history","version":1,"titles":{},"spans":[{"start":1}]}',
      'huge.json': `{"format":"emojigen-history","version":1,"spans":[${'0,'.repeat(1_000_001)}0]}`,
    };
    for (const [name, content] of Object.entries(bad)) {
      const path = join(shots, name);
      await writeFile(path, content);
      const input = await page.waitForSelector(test('import'));
      await page.evaluate(() =>
        document.querySelector('[data-testid="problem"]')?.setAttribute('data-old', ''),
      );
      await (input as import('puppeteer').ElementHandle<HTMLInputElement>).uploadFile(path);
      await waitUntil(
        `${name} is refused`,
        async () => (await page.$(`${test('problem')}:not([data-old])`)) !== null,
      );
      expect(await text(page, test('problem'))).toMatch(/^This file/);
    }
    expect(await overview()).toEqual(before);
  });

  it('exports, deletes and takes back', async () => {
    const session = await page.createCDPSession();
    await session.send(
      'Browser.setDownloadBehavior' as never,
      { behavior: 'allow', downloadPath: shots } as never,
    );
    await page.click(test('export-json'));
    const day = await page.evaluate(() => {
      const now = new Date();
      return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    });
    const file = join(shots, `emojigen-${day}.json`);
    const saved = await waitUntil('the file is there', () => readFile(file, 'utf8').catch(() => null));
    expect(JSON.parse(saved)).toMatchObject({ format: 'emojigen-history' });
    expect(JSON.parse(saved).spans).toHaveLength(spans.length);

    await page.click(test('call-delete'));
    await page.click(test('confirm-yes'));
    await waitUntil(
      'the call is gone',
      async () => !(await overview()).calls.some((call) => call.title !== ''),
    );

    await page.click(test('delete-all'));
    await page.waitForSelector(test('confirm'));
    await page.click(test('confirm-yes'));
    await page.waitForSelector(test('empty'));
    expect(await overview()).toEqual({ calls: [], days: [] });
    expect(await harness.spans()).toEqual([]);

    const input = await page.waitForSelector(test('import'));
    await (input as import('puppeteer').ElementHandle<HTMLInputElement>).uploadFile(file);
    await page.waitForSelector(test('trend'));
    const { calls: back } = await overview();
    expect(back.reduce((sum, call) => sum + Object.values(call.count).reduce((a, b) => a + b), 0)).toBe(
      spans.length,
    );
    expect(back.filter((call) => call.title === 'Weekly with the team')).toHaveLength(1);
  });

  it('is reached from the popup', async () => {
    const href = await harness.popup.waitForSelector(test('dashboard-link'));
    expect(await href!.evaluate((link) => (link as HTMLAnchorElement).pathname)).toBe('/dashboard.html');
  });
});

describe('what is said about a choice far down a page', () => {
  const isInView = (page: Page): Promise<boolean> =>
    page.$eval(test('problem'), (element) => {
      const { top, bottom, left } = element.getBoundingClientRect();
      // Also not below anything else.
      return (
        bottom <= innerHeight && element.contains(document.elementFromPoint(left + 8, (top + bottom) / 2))
      );
    });

  it('is seen there: settings', async () => {
    const page = await open('options.html');
    await page.waitForSelector(test('add-site-host'));
    await page.$eval(test('add-site-host'), (element) =>
      element.scrollIntoView({ block: 'center', behavior: 'instant' }),
    );
    await page.type(test('add-site-host'), 'foo bar');
    await page.click(test('add-site'));
    await page.waitForSelector(test('problem'));
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300);
    expect(await isInView(page)).toBe(true);
    await page.screenshot({ path: `${shots}/settings-problem.png` });
    await page.close();
  });

  it('is seen there: emoji', async () => {
    const page = await open('emoji.html');
    const input = (await page.waitForSelector('input[type="file"]'))!;
    await input.evaluate((element) => element.parentElement!.scrollIntoView({ block: 'center' }));
    const path = join(shots, 'huge.png');
    await writeFile(path, Buffer.alloc(2_000_000, 1));
    await (input as import('puppeteer').ElementHandle<HTMLInputElement>).uploadFile(path);
    await page.waitForSelector(test('problem'));
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300);
    expect(await isInView(page)).toBe(true);
    await page.screenshot({ path: `${shots}/emoji-problem.png` });
    await page.close();
  });
});

describe('the try-it page', () => {
  let page: Page;
  /** Spans in the history before. */
  let kept: number;
  const expression = (): Promise<string | null> =>
    page.$eval(test('expression'), (element) => element.getAttribute('data-expression'));

  /** Whether a canvas shows anything but emptiness. */
  const isDrawn = (selector: string): Promise<boolean> =>
    page.$eval(selector, (element) => {
      const { width, height } = element as HTMLCanvasElement;
      const pixels = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
      return pixels.some((value) => value > 0);
    });

  async function choose(path: string): Promise<void> {
    const input = await page.waitForSelector(test('file'));
    await (input as import('puppeteer').ElementHandle<HTMLInputElement>).uploadFile(path);
  }

  it('loads the networks', async () => {
    kept = (await harness.spans()).length;
    page = await open('try-it.html');
    await page.waitForSelector(test('empty'));
    await shoot(page, shots, 'try-it-empty');
    await page.waitForSelector(`${test('networks')}[data-kind="ready"]`, { timeout: 90_000 });
  });

  it('finds the smile in the sample portrait, without a network', async () => {
    await page.setOfflineMode(true);
    await page.click(test('sample'));
    await waitUntil('the expression is known', async () => (await expression()) === 'happy');
    await waitUntil('something is drawn', () => isDrawn(`${test('stage')} canvas`));
    expect(await isDrawn(test('input'))).toBe(true);
    expect(await text(page, test('took-total'))).toMatch(/^\d+ ms$/);
    await shoot(page, shots, 'try-it-photo');
    await page.setOfflineMode(false);
  });

  it('looks at the portrait again when other networks are chosen', async () => {
    await page.evaluate((selector) => {
      const told: (string | null)[] = [];
      const element = document.querySelector(selector)!;
      const note = () => told.push(element.textContent);
      new MutationObserver(note).observe(element, { characterData: true, childList: true, subtree: true });
      Object.assign(window, { told });
    }, test('took-total'));
    await page.click(`${test('backend')} [value="wasm"]`);
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
    await waitUntil('it was measured again', async () => {
      const all = await told();
      return all.includes('–') && / ms$/.test(all.at(-1)!);
    });
    expect(await expression()).toBe('happy');
    expect(await page.$(test('problem'))).toBeNull();
  });

  it('follows the camera', async () => {
    await page.click(test('camera'));
    await waitUntil('a smile is seen', async () => (await expression()) === 'happy');
    await page.waitForSelector(`${test('graph')} path[d^="M"]`);
    await sleep(1500); // for the picture only: some of the graph to look at
    await shoot(page, shots, 'try-it-camera');
    await page.click(test('camera'));
    await page.waitForSelector(test('empty'));
  });

  it('says so when the camera is taken away', async () => {
    await page.click(test('camera'));
    await waitUntil('a smile is seen', async () => (await expression()) === 'happy');
    const isOff = await page.evaluate(() => {
      const [track] = (document.querySelector('video')!.srcObject as MediaStream).getTracks();
      Object.assign(window, { track });
      return track!.dispatchEvent(new Event('ended'));
    });
    expect(isOff).toBe(true);
    await page.waitForSelector(test('empty'));
    expect(await text(page, test('problem'))).toBe('The camera stopped.');
    const state = () =>
      page.evaluate(() => (window as unknown as { track: MediaStreamTrack }).track.readyState);
    expect(await state()).toBe('ended');
  });

  it('says what it cannot read', async () => {
    const broken = {
      'broken.png': /picture is damaged/,
      'broken.webm': /video is damaged/,
      'a.txt': /Only/,
    };
    for (const [name, message] of Object.entries(broken)) {
      const path = join(shots, name);
      await writeFile(path, 'not what its name says');
      await choose(path);
      await waitUntil(`${name} is refused`, async () => {
        const problem = await page.$(test('problem'));
        return problem !== null && message.test((await problem.evaluate((each) => each.textContent)) ?? '');
      });
    }
  });

  it('goes through a video, and back to any moment of it', async () => {
    const path = join(shots, 'portrait.webm');
    await writeFile(path, Buffer.from(await record(page), 'base64'));
    await choose(path);
    await page.waitForSelector(test('progress'));
    await page.waitForSelector(test('scrub'), { timeout: 90_000 });
    await page.$eval(test('scrub'), (element) => {
      const range = element as HTMLInputElement;
      range.value = String(Number(range.max) / 2);
      range.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await waitUntil('the middle is shown', async () => (await expression()) === 'happy');
    await shoot(page, shots, 'try-it-video');
    const session = await page.createCDPSession();
    await session.send(
      'Browser.setDownloadBehavior' as never,
      { behavior: 'allow', downloadPath: shots } as never,
    );
    await page.click(test('save-csv'));
    const csv = await waitUntil('the numbers are there', () =>
      readFile(join(shots, 'portrait.csv'), 'utf8').catch(() => null),
    );
    const rows = csv.trim().split('\r\n');
    expect(rows[0]).toMatch(/^time_s,faces,expression/);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => row.includes('happy')).length).toBeGreaterThan(0);
  });

  it('keeps nothing of all this', async () => {
    expect((await harness.spans()).length).toBe(kept);
  });
});

/** A short video of the sample portrait, as a browser records it (its length unknown), in base64. */
function record(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const picture = await createImageBitmap(await (await fetch('/samples/portrait.webp')).blob());
    const canvas = Object.assign(document.createElement('canvas'), { width: 512, height: 512 });
    const context = canvas.getContext('2d')!;
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    for (let i = 0; i < 40; i++) {
      context.drawImage(picture, i % 2, 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
}

describe('all pages', () => {
  it('wrote no errors', () => {
    expect(errors).toEqual([]);
  });
});
