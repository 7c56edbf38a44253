/**
 * How long the dashboard takes to open with a year of daily use in the history: `npm run bench:dashboard -- [SPANS] [EXTENSION]`.
 * Needs a build; EXTENSION is the folder of another one. Cold: the background was stopped, as after 30 seconds without anything to do.
 */
import type { Browser, Page } from 'puppeteer';
import { calls, reactionsOf } from '../../tests/e2e/support/year';
import { launchBrowser } from '../lib/launch.mjs';
import { askBackground, openPopup } from '../lib/remote.mjs';

const ROUNDS = 5;
const PART = 20_000;
/** Of a year. */
const REACTIONS = 30_000;

async function fill(popup: Page, count: number, reacted: number): Promise<readonly [number, number]> {
  const spans = calls(Date.now(), 365, Math.ceil(count / 260 / 3));
  await askBackground(popup, { type: 'change-settings', patch: { retentionDays: 0 } });
  const batch = crypto.randomUUID();
  const reactions = reactionsOf(spans, reacted);
  for (let index = 0; index * PART < spans.length; index++) {
    const piece = spans.slice(index * PART, (index + 1) * PART);
    const events = reactions.slice(index * PART, (index + 1) * PART);
    const last = (index + 1) * PART >= spans.length;
    await askBackground(popup, {
      type: 'import-part',
      batch,
      index,
      last,
      spans: piece,
      titles: {},
      reactions: events,
    });
  }
  return [spans.length, reactions.length];
}

async function stopBackground(browser: Browser): Promise<void> {
  const target = browser.targets().find((each) => each.type() === 'service_worker');
  // Its session may be gone before it is told to end.
  if (target) await (await target.worker())?.close().catch(() => {});
}

/** Milliseconds from the navigation to each thing on the page. */
async function openOnce(browser: Browser, id: string): Promise<{ charts: number; all: number }> {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const seen: Record<string, number> = {};
    (window as unknown as { seen: typeof seen }).seen = seen;
    const look = (): void => {
      for (const name of ['trend', 'storage'])
        if (seen[name] === undefined && document.querySelector(`[data-testid="${name}"]`)?.textContent)
          // When the frame with it is on the screen.
          requestAnimationFrame(() => setTimeout(() => (seen[name] ??= performance.now())));
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.goto(`chrome-extension://${id}/dashboard.html`);
  await page.waitForFunction(() => {
    const { trend, storage } = (window as unknown as { seen: Record<string, number> }).seen;
    return trend !== undefined && storage !== undefined;
  });
  const { trend, storage } = await page.evaluate(
    () => (window as unknown as { seen: Record<string, number> }).seen,
  );
  await page.close();
  return { charts: Math.round(trend!), all: Math.round(Math.max(trend!, storage!)) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round(performance.now() - began);
}

const { browser, extensionId } = await launchBrowser(
  process.argv[3] === undefined ? {} : { extension: process.argv[3] },
);
try {
  const id = extensionId!;
  const popup = await openPopup(browser, id);
  const [count, reacted] = await fill(popup, Number(process.argv[2] ?? 300_000), REACTIONS);
  console.log(`${count} spans, ${reacted} reactions`);
  for (const type of ['get-settings', 'get-overview', 'get-storage'] as const)
    console.log(
      type,
      await timed(() => askBackground(popup, { type })),
      'ms, then',
      await timed(() => askBackground(popup, { type })),
      'ms',
    );
  for (let round = 0; round < ROUNDS; round++) {
    await stopBackground(browser);
    const cold = await openOnce(browser, id);
    const warm = await openOnce(browser, id);
    console.log(
      `cold: charts ${cold.charts} ms, all ${cold.all} ms; warm: charts ${warm.charts} ms, all ${warm.all} ms`,
    );
  }
} finally {
  await browser.close();
}
