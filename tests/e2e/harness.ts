/** A browser with the built extension, a camera that plays a clip, and the local call. */
import type { Browser, Page, Target } from 'puppeteer';
import { type CallServer, startCallServer } from '../../scripts/lib/call-server.mjs';
import { checkExtension } from '../../scripts/lib/launch.mjs';
import { askBackground, askCall, badgeText, openPopup, sleep, tabOf } from '../../scripts/lib/remote.mjs';
import { EXTENSION } from '../../scripts/lib/toolchain.mjs';
import type { CallSnapshot, ToCallTab } from '../../src/shared/messages/call-tab';
import { DEFAULT_SETTINGS, type Outputs } from '../../src/shared/settings/schema';
import type { StoredSpan } from '../../src/shared/types';
import { type BrowserKind, type PooledBrowser, takeBrowser } from './support/browser-pool';
import { y4mOf } from './support/raw-clip';

/** Waits are this long at most, in milliseconds: the machine may be slow and busy, and nothing here measures speed. */
const PATIENCE = 90_000;

/** With these, which puppeteer sets, a hidden tab would be treated better than a user's browser treats it. */
export const KIND_TO_HIDDEN_TABS = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** The page's own `window.__call` (demo/call/call.js). */
export interface CallPage {
  readonly state: 'idle' | 'joining' | 'in-call' | 'left';
  readonly error: { readonly name: string; readonly message: string } | null;
  readonly track: MediaStreamTrack | null;
  join(): Promise<void>;
  leave(): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  trackInfo(): TrackInfo | null;
  remoteStats(): Promise<{ videoWidth: number; framesDecoded?: number }>;
}

export interface TrackInfo {
  readonly label: string;
  readonly readyState: string;
  readonly type: string;
  readonly settings: MediaTrackSettings;
}

declare global {
  interface Window {
    readonly __call: CallPage;
  }
}

export interface LaunchOptions {
  /** The camera's clip; without one the browser has no fake camera. */
  readonly clip?: string;
  /** Folder of the extension, the built one by default; null for a browser without it. */
  readonly extension?: string | null;
  /**
   * A browser of its own, which no other test gets: for tests that end its processes, or whose arguments name files
   * and ports of their own.
   */
  readonly own?: boolean;
  readonly args?: string[];
  readonly ignoreDefaultArgs?: string[];
  /** Added to the browser's environment. */
  readonly env?: Record<string, string>;
  /** Whether camera questions are answered with yes. */
  readonly allowCamera?: boolean;
  /** Serve the call page with headers as strict as Meet's. */
  readonly strict?: boolean;
  /** Further headers of the call page. */
  readonly headers?: Record<string, string>;
  /** Called before the extension is installed. */
  readonly before?: (browser: Browser) => Promise<unknown>;
  /** Another folder of pages to serve. */
  readonly pages?: string;
}

export interface Call {
  readonly page: Page;
  /** The browser's id of the tab; -1 in a browser without the extension. */
  readonly tab: number;
}

export interface Harness {
  readonly browser: Browser;
  readonly extensionId: string;
  /** A tab with the popup's page, through which the extension is spoken to. */
  readonly popup: Page;
  /** Opens the call page with `query` in a tab at the front; by default it joins the call at once. */
  openCall(query?: string): Promise<Call>;
  setSite(on: boolean): Promise<void>;
  setAuto(on: boolean): Promise<void>;
  /** What is not named is off. */
  setOutputs(outputs: Partial<Outputs>): Promise<void>;
  /** What the call tab is doing; null where the extension is silent there. */
  snapshot(call: Call): Promise<CallSnapshot | null>;
  send(call: Call, type: ToCallTab['type']): Promise<void>;
  badge(call: Call): Promise<string>;
  /** Everything in the history. */
  spans(): Promise<readonly StoredSpan[]>;
  offscreenTarget(): Target | undefined;
  /** Gives the browser back: everything in it is closed, and the extension is gone with all that it stored. */
  close(): Promise<void>;
}

/** Asks `look` again and again until it answers with something true, and resolves to that. */
export async function waitUntil<T>(
  what: string,
  look: () => T | Promise<T>,
  timeout = PATIENCE,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(200);
  }
}

/**
 * Takes a browser with the extension, freshly installed, and a server with the call page. Files that ask for the same
 * kind of browser share one (support/browser-pool.ts). Call `close` in any case.
 */
export async function launch(options: LaunchOptions = {}): Promise<Harness> {
  const { extension = EXTENSION, strict = false, headers = {}, pages, own = false } = options;
  if (extension !== null) checkExtension(extension);
  const clip = options.clip === undefined ? null : await y4mOf(options.clip);
  const server = await startCallServer({ strict, headers, ...(pages === undefined ? {} : { root: pages }) });
  try {
    const pooled = await takeBrowser(kindOf(options), clip, own);
    try {
      await options.before?.(pooled.browser);
      const id = extension === null ? null : await pooled.install(extension);
      const popup = id === null ? await pooled.browser.newPage() : await openPopup(pooled.browser, id);
      return harness(server, pooled, id ?? '', popup);
    } catch (error) {
      await pooled.release();
      throw error;
    }
  } catch (error) {
    await server.close();
    throw error;
  }
}

const kindOf = (options: LaunchOptions): BrowserKind => ({
  args: ['--window-size=1280,860', ...(options.args ?? [])],
  ignoreDefaultArgs: options.ignoreDefaultArgs ?? [],
  env: options.env ?? {},
  allowCamera: options.allowCamera ?? true,
  camera: options.clip !== undefined,
});

function harness(server: CallServer, pooled: PooledBrowser, extensionId: string, popup: Page): Harness {
  const { browser } = pooled;
  let calls = 0;
  return {
    browser,
    extensionId,
    popup,
    async openCall(query = 'auto=1') {
      calls += 1;
      const url = `${server.url}?${query}&call=${calls}`;
      const page = await browser.newPage();
      await page.goto(url);
      return { page, tab: extensionId === '' ? -1 : await tabOf(popup, url) };
    },
    async setSite(on) {
      await askBackground(popup, { type: 'change-settings', patch: { site: { host: 'localhost', on } } });
    },
    async setAuto(on) {
      await askBackground(popup, { type: 'change-settings', patch: { autoReactions: on } });
    },
    async setOutputs(outputs) {
      await askBackground(popup, {
        type: 'change-settings',
        patch: { outputs: { ...DEFAULT_SETTINGS.outputs, ...outputs } },
      });
    },
    snapshot: (call) => askCall(popup, call.tab, 'snapshot'),
    async send(call, type) {
      await askCall(popup, call.tab, type);
    },
    badge: (call) => badgeText(popup, call.tab),
    spans: () => askBackground(popup, { type: 'get-spans', from: 0, until: Date.now() + 1000 }),
    offscreenTarget: () =>
      browser.targets().find((each) => each.url() === `chrome-extension://${extensionId}/offscreen.html`),
    async close() {
      await pooled.release();
      await server.close();
    },
  };
}

/** Waits until the call tab is in a state of this kind. */
export function waitForState(harness: Harness, call: Call, kind: string): Promise<CallSnapshot> {
  let last: unknown;
  const look = async () => {
    const snapshot = await harness.snapshot(call);
    last = snapshot?.state;
    return snapshot?.state.kind === kind ? snapshot : null;
  };
  return waitUntil(`the state is ${kind}`, look).catch((error: Error) => {
    throw new Error(`${error.message}; it was ${JSON.stringify(last)}`);
  });
}

/** Waits until the far end of the call has decoded a second's worth of new pictures. */
export async function waitForNewPictures(call: Call): Promise<void> {
  const decoded = () =>
    call.page.evaluate(async () => (await window.__call.remoteStats()).framesDecoded ?? 0);
  const before = await decoded();
  await waitUntil('the far end gets new pictures', async () => (await decoded()) >= before + 30);
}

/** How many elements the page has: the extension's overlay adds to them. */
export function elementCount(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*').length);
}
