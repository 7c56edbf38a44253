/** Pages that do with the camera what call pages do (pages/stand-in), with the headers that call sites send. */
import { fileURLToPath } from 'node:url';
import type { Browser, Frame, Page } from 'puppeteer';
import { type CallServer, startCallServer } from '../../scripts/lib/call-server.mjs';
import { sleep, tabOf } from '../../scripts/lib/remote.mjs';
import { type Call, type Harness, type LaunchOptions, launch, waitUntil } from './harness';

export const STAND_IN = fileURLToPath(new URL('./pages/stand-in/', import.meta.url));

/** Four fake cameras that show a moving picture without a face. The second one's format has no name: never used. */
export const CAMERAS = ['--use-fake-device-for-media-stream=device-count=4'];

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

/** The ways of serving the page, by name. */
export const SERVED = {
  plain: {},
  'with headers as strict as Meet': { strict: true },
  'cross-origin isolated': { headers: ISOLATED },
  'without permission to use the camera': { headers: { 'permissions-policy': 'camera=()' } },
} as const;

export type Answers = Record<string, unknown>;

/** The page's own `window.__standIn` (pages/stand-in/page.js). */
interface StandIn {
  probe(names?: readonly string[]): Promise<Answers>;
  steps: Record<string, (...args: unknown[]) => unknown>;
}

export const serve = (options: object = {}): Promise<CallServer> =>
  startCallServer({ root: STAND_IN, ...options });

export const launchStandIn = (options: LaunchOptions = {}): Promise<Harness> =>
  launch({ pages: STAND_IN, ...options, args: [...CAMERAS, ...(options.args ?? [])] });

/** Opens the page in a tab and waits until its steps and probes are there. */
export async function openStandIn(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction('window.__standIn !== undefined');
  return page;
}

/** As `openStandIn`, in a browser with the extension. */
export async function openStandInCall(harness: Harness, url: string): Promise<Call> {
  const page = await openStandIn(harness.browser, url);
  return { page, tab: await tabOf(harness.popup, url) };
}

export function probe(page: Page, names?: readonly string[]): Promise<Answers> {
  return page.evaluate((wanted) => {
    const { __standIn } = window as unknown as { __standIn: StandIn };
    return __standIn.probe(wanted);
  }, names);
}

/** Takes one of the page's steps. */
export async function step<T = unknown>(page: Page | Frame, name: string, ...args: unknown[]): Promise<T> {
  await page.waitForFunction('window.__standIn !== undefined');
  return (await page.evaluate(
    (wanted, given) => {
      const { __standIn } = window as unknown as { __standIn: StandIn };
      return __standIn.steps[wanted]!(...given);
    },
    name,
    args,
  )) as T;
}

/**
 * Puts up a `<usermedia>` or `<camera>` and clicks it, as a user does, until it has opened the camera: the browser takes
 * no click before the element has been seen for a while. The stream stays open under `name`.
 * @returns false where the browser has no such element
 */
export async function openByClick(page: Page, tag: 'usermedia' | 'camera', name: string): Promise<boolean> {
  const type = tag === 'camera' ? 'HTMLCameraElement' : 'HTMLUserMediaElement';
  if (!(await page.evaluate((wanted) => wanted in window, type))) return false;
  await step(page, 'putUp', tag);
  const opened = step(page, 'opened', name).then(() => true);
  await waitUntil(`the ${tag} element opens the camera`, async () => {
    await page.click(tag);
    return Promise.race([opened, sleep(50).then(() => false)]);
  });
  return true;
}
