/** One call of a soak, as it is seen from outside. */
import type { Browser, Page } from 'puppeteer';
import { askCall, tabOf } from '../lib/remote.mjs';

/** A face is being read while the newest analysed picture is no older than this; a calm one is read every 0.5 s. */
const FRESH = 1500;

export interface Look {
  /** Whether a face is being read. */
  readonly reading: boolean;
  /** When the newest analysed picture was taken; 0 before the first one. */
  readonly newest: number;
}

export interface CallEye {
  readonly page: Page;
  readonly tab: number;
  look(): Promise<Look>;
  /** JavaScript heap of the page after collecting garbage. */
  heapMB(): Promise<number>;
  /** Of all looks so far. */
  readonly frames: number;
  readonly reactions: number;
  readonly errors: readonly string[];
}

/**
 * Opens a call in a window of its own: of several tabs in one window only one is visible.
 * @param popup a page of the extension
 */
export async function openEye(browser: Browser, popup: Page, url: string): Promise<CallEye> {
  const page = await browser.newPage({ type: 'window' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`call page: ${(error as Error).message}`));
  await page.goto(url);
  const tab = await tabOf(popup, url);
  const reactions = new Set<number>();
  let frames = 0;
  let last = Date.now();
  return {
    page,
    tab,
    errors,
    get frames() {
      return frames;
    },
    get reactions() {
      return reactions.size;
    },
    async look() {
      const snapshot = await askCall(popup, tab, 'snapshot').catch(() => null);
      const now = Date.now();
      frames += ((snapshot?.load?.framesPerSecond ?? 0) * (now - last)) / 1000;
      last = now;
      for (const { time } of snapshot?.reactions ?? []) reactions.add(time);
      const state = snapshot?.state ?? null;
      if (state?.kind === 'error' && errors.at(-1) !== state.message) errors.push(state.message);
      const newest = snapshot?.load?.newest ?? 0;
      // While a dead worker is being replaced the call still says that it watches, but nothing is read.
      return { reading: state?.kind === 'watching' && newest > now - FRESH, newest };
    },
    async heapMB() {
      const client = await page.createCDPSession();
      try {
        await client.send('HeapProfiler.collectGarbage');
        return (await client.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
      } finally {
        await client.detach();
      }
    },
  };
}
