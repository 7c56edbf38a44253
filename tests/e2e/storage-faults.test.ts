/** What happens to the history when the browser or the disk fails: real Chromium, real files. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askBackground, openPopup, sleep } from '../../scripts/lib/remote.mjs';
import type { Overview } from '../../src/shared/history/store';
import type { StorageUse } from '../../src/shared/messages/history';
import type { StoredSpan } from '../../src/shared/types';
import { type Harness, launch, waitUntil } from './harness';

const CALL = '0a1b2c3d-0000-4000-8000-000000000000';
const BATCH = 'ffffffff-0000-4000-8000-000000000000';
const PART = 20_000;
/** How long the browser keeps a database open that nobody uses. Milliseconds, and a little more. */
const LETS_GO = 2500;

let profile: string;
let harness: Harness;

const start = async () => {
  harness = await launch({ args: [`--user-data-dir=${profile}`], own: true });
};
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'emojigen-storage-'));
  await start();
});
afterEach(async () => {
  await harness.close().catch(() => {});
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

const HOUR = 3_600_000;
const base = Date.now() - 5 * HOUR;
const spanAt = (n: number) => ({
  expression: 'happy' as const,
  start: base + n * 20,
  duration: 10,
  confidence: 0.8,
});
const keep = (n: number) =>
  askBackground(harness.popup, { type: 'span', span: spanAt(n), site: 'localhost', callId: CALL });
const spans = (): Promise<readonly StoredSpan[]> => harness.spans();
const storage = (): Promise<StorageUse> => askBackground(harness.popup, { type: 'get-storage' });

/** That the sums are those of the spans. */
async function expectWhole(): Promise<void> {
  const overview: Overview = await askBackground(harness.popup, { type: 'get-overview' });
  const total = overview.calls.reduce((sum, { count }) => sum + (count.happy ?? 0), 0);
  expect(total).toBe((await spans()).length);
}

/** Ends the background, which holds the database open; the browser lets go of it a little later. */
async function closeDatabase(): Promise<void> {
  const target = harness.browser.targets().find((each) => each.type() === 'service_worker');
  await (await target?.worker())?.close();
  await waitUntil('the background is stopped', () => !target || !harness.browser.targets().includes(target));
  await sleep(LETS_GO);
}

function open(path: string): Promise<Page> {
  return harness.browser.newPage().then(async (page) => {
    await page.goto(`chrome-extension://${harness.extensionId}/${path}`);
    return page;
  });
}

/** How many of the texts stand somewhere in the browser's database files. */
async function traces(texts: readonly string[]): Promise<number> {
  const folder = join(profile, 'Default', 'IndexedDB');
  let all = '';
  for (const name of await readdir(folder, { recursive: true })) {
    // A file may go while it is looked at; folders cannot be read.
    all += await readFile(join(folder, name), 'latin1').catch(() => '');
  }
  // Keys are in UTF-16.
  const narrow = all.replaceAll('\0', '');
  return texts.filter((text) => all.includes(text) || narrow.includes(text)).length;
}

describe('the history', () => {
  it('has everything that was kept, and an import whole or not at all, after the browser was killed', async () => {
    for (let n = 0; n < 20; n++) await keep(n);
    // Another call, all of it under way when the browser dies.
    const parts = [0, 1, 2].map((index) => ({
      type: 'import-part' as const,
      batch: BATCH,
      index,
      last: index === 2,
      titles: {},
      spans: Array.from({ length: PART }, (_, i) => ({
        ...spanAt(1000 + index * PART + i),
        site: 'localhost',
        callId: BATCH,
      })),
    }));
    for (const part of parts.slice(0, 2)) await askBackground(harness.popup, part);
    const dying = askBackground(harness.popup, parts[2]!).catch(() => 'lost');
    await harness.popup.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300))).catch(() => {});
    harness.browser.process()!.kill('SIGKILL');
    await dying;
    await harness.close().catch(() => {});

    await start();
    const found = await spans();
    expect(found.filter(({ callId }) => callId === CALL)).toHaveLength(20);
    expect([0, 3 * PART]).toContain(found.filter(({ callId }) => callId === BATCH).length);
    await expectWhole();
    await keep(21);
  });

  it('keeps what it has on a full disk, says so, and goes on when there is room', async () => {
    await keep(0);
    const origin = `chrome-extension://${harness.extensionId}`;
    const session = await harness.popup.createCDPSession();
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    // The browser looks at the quota when a database is opened, and then only now and then: every 30 seconds.
    let tried = 0;
    let message = '';
    await waitUntil('the disk is full', async () => {
      await closeDatabase();
      tried += 1;
      message = await keep(tried).then(
        () => '',
        (error: Error) => error.message,
      );
      return message !== '';
    });
    expect(message).toContain('no room left on this device');
    expect(await spans()).toHaveLength(tried);
    expect((await storage()).trouble).toMatchObject({ waiting: 1 });
    const popup = await openPopup(harness.browser, harness.extensionId);
    await popup.waitForFunction(() => (document.body.textContent ?? '').includes('no room left'), {
      polling: 200,
    });
    const dashboard = await open('dashboard.html');
    await dashboard.waitForSelector('[data-testid="trouble"]');

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await waitUntil('there is room', () => {
      tried += 1;
      return keep(tried).then(
        () => true,
        () => false,
      );
    });
    const all = Array.from({ length: tried + 1 }, (_, n) => spanAt(n).start);
    expect((await spans()).map((span) => span.start)).toEqual(all);
    expect((await storage()).trouble).toBeUndefined();
    await expectWhole();
  });

  it('leaves nothing of what is deleted in the files of the browser, be it a call, a range or everything', async () => {
    const calls = Array.from({ length: 2000 }, () => crypto.randomUUID());
    const row = (n: number) => ({ ...spanAt(n * 100), site: 'localhost', callId: calls[n]! });
    const all = calls.map((_, n) => row(n));
    const part = { type: 'import-part' as const, batch: BATCH, index: 0, last: true };
    const titles = { [calls[0]!]: 'a name for a call' };
    await askBackground(harness.popup, { ...part, spans: all, titles });
    for (const n of [5, 6]) await keep(n);
    const texts = [...calls, CALL, 'a name for a call'];
    await waitUntil('the rows are on the disk', async () => (await traces(texts)) > 1000);
    // A call, and a range with others in it; what is left stays readable.
    await askBackground(harness.popup, { type: 'delete-call', callId: calls[1]! });
    const [from, until] = [row(500).start, row(1000).start];
    await askBackground(harness.popup, { type: 'delete-range', from, until });
    const deleted = [calls[1]!, ...calls.slice(500, 1000)];
    await waitUntil('deleted rows are gone from the disk', async () => (await traces(deleted)) === 0);
    expect((await storage()).spans).toBe(2000 + 2 - deleted.length);
    expect((await storage()).loss).toBeUndefined();
    await askBackground(harness.popup, { type: 'delete-all' });
    await waitUntil('the rows are gone from the disk', async () => (await traces(texts)) === 0);
    const after = { ...spanAt(0), start: Date.now() + HOUR };
    await askBackground(harness.popup, { type: 'span', span: after, site: 'localhost', callId: CALL });
    expect((await storage()).spans).toBe(1);
  });

  it('is left as it is by an older version than the one that wrote it, which says what to do', async () => {
    await keep(0);
    // A newer version upgrades: the one that runs now lets go of the database at once.
    const version = await harness.popup.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('emojigen', 99);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            resolve(opening.result.version);
            opening.result.close();
          };
        }),
    );
    expect(version).toBe(99);
    await expect(spans()).rejects.toThrow('newer version');
    await expect(keep(1)).rejects.toThrow('newer version');
    await expect(askBackground(harness.popup, { type: 'delete-all' })).rejects.toThrow('newer version');
    const dashboard = await open('dashboard.html');
    await dashboard.waitForFunction(
      () => (document.body.textContent ?? '').includes('Update the extension'),
      {
        polling: 200,
      },
    );
    const count = await harness.popup.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('emojigen');
          opening.onsuccess = () => {
            const counting = opening.result.transaction('spans').objectStore('spans').count();
            counting.onsuccess = () => resolve(counting.result);
            counting.onerror = () => reject(counting.error);
          };
        }),
    );
    expect(count).toBe(1);
  });

  it('can be used again after its files were damaged', async () => {
    for (let n = 0; n < 5; n++) await keep(n);
    await harness.close();
    const folders = join(profile, 'Default', 'IndexedDB');
    const ours = (await readdir(folders)).filter((name) => /^chrome-extension_.*leveldb$/.test(name));
    expect(ours).not.toEqual([]);
    for (const folder of ours) {
      for (const file of await readdir(join(folders, folder))) {
        if (file !== 'LOCK') await writeFile(join(folders, folder, file), 'damaged');
      }
    }
    await start();
    // The browser starts it anew, or cannot: then it is said, and deleting everything helps.
    const first = await spans().catch((error: Error) => error.message);
    if (typeof first === 'string') {
      expect(first).toContain('cannot be opened');
      const dashboard = await open('dashboard.html');
      await (await dashboard.waitForSelector('[data-testid="delete-all"]'))!.click();
      await (await dashboard.waitForSelector('[data-testid="confirm-yes"]'))!.click();
      await dashboard.waitForSelector('[data-testid="empty"]');
      await dashboard.close();
    }
    await waitUntil('a span is kept', async () => {
      await keep(10);
      return (await spans()).length > 0;
    });
    await expectWhole();
  });
});
