/** A browser in the local call, and what its page's main thread does. */
import type { Browser, CDPSession, Page } from 'puppeteer';
import { type AvatarChoice, DEFAULT_AVATAR } from '../../src/shared/avatar/choice';
import type { CallSnapshot } from '../../src/shared/messages/call-tab';
import { DEFAULT_SETTINGS, type Outputs } from '../../src/shared/settings/schema';
import { type CallServer, startCallServer } from '../lib/call-server.mjs';
import { ALLOW_CAMERA, cameraArgs } from '../lib/camera.mjs';
import { launchBrowser } from '../lib/launch.mjs';
import { askBackground, askCall, openPopup, sleep, tabOf } from '../lib/remote.mjs';

/** Milliseconds until a call must be running. */
const PATIENCE = 60_000;
/** What happens once, such as the card's coming and compiling, is over after these milliseconds. */
const SETTLES_IN = 5000;

export interface RunningCall {
  readonly browser: Browser;
  readonly page: Page;
  /** What the call tab says; null without the extension. */
  snapshot(): Promise<CallSnapshot | null>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly clip: string;
  readonly size: { readonly width: number; readonly height: number };
  /** What others get to see; null where nothing analyses: without the extension, or with one that does not. */
  readonly outputs: Partial<Outputs> | null;
  /** Folder of another extension than ours as it was built last. */
  readonly extension?: string | undefined;
  /** What a mask shows. */
  readonly figure?: AvatarChoice['figure'];
}

/** Opens the call and waits until the far end gets pictures and, with the extension, until frames are analysed. */
export async function openCall({
  clip,
  size,
  outputs,
  extension,
  figure = 'still',
}: CallOptions): Promise<RunningCall> {
  const server: CallServer = await startCallServer();
  const { browser, extensionId } = await launchBrowser({
    // What is measured is the budget that the user chose, not what is left of it on a machine that is busy.
    args: [
      ALLOW_CAMERA,
      ...cameraArgs(clip),
      '--window-size=1280,860',
      '--disable-blink-features=ComputePressure',
    ],
    ...(extension !== undefined ? { extension } : outputs === null ? { extension: null } : {}),
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  try {
    const popup = extensionId === null || outputs === null ? null : await openPopup(browser, extensionId);
    if (popup && outputs) {
      await (extension === undefined
        ? switchOn(popup, outputs, figure)
        : // An older version knows only the older messages, a newer one only the others.
          Promise.any([switchOn(popup, outputs, figure), switchOldOn(popup, outputs)]));
    }
    const url = `${server.url}?auto=1&size=${size.width}x${size.height}`;
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(() => {
      const long: number[] = [];
      Object.assign(window, { __longTasks: long });
      const note = (list: PerformanceObserverEntryList) =>
        long.push(...list.getEntries().map(({ duration }) => duration));
      new PerformanceObserver(note).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(url);
    const tab = popup && (await tabOf(popup, url));
    const snapshot = async () => (popup && tab !== null ? askCall(popup, tab, 'snapshot') : null);
    const end = Date.now() + PATIENCE;
    while ((await decoded(page)) < 30 || (popup && !(await snapshot())?.load)) {
      if (Date.now() > end) throw new Error('The call did not begin.');
      await sleep(200);
    }
    await sleep(SETTLES_IN);
    return { browser, page, snapshot, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function switchOn(
  popup: Page,
  outputs: Partial<Outputs>,
  figure: AvatarChoice['figure'],
): Promise<void> {
  for (const patch of [
    { site: { host: 'localhost', on: true } },
    { autoReactions: true },
    { avatar: { ...DEFAULT_AVATAR, figure } },
    { outputs: { ...DEFAULT_SETTINGS.outputs, ...outputs } },
  ]) {
    await askBackground(popup, { type: 'change-settings', patch });
  }
}

/** As `switchOn`, for versions before December 2026, which have no characters. */
async function switchOldOn(popup: Page, outputs: Partial<Outputs>): Promise<void> {
  for (const message of [
    { type: 'set-site', host: 'localhost', on: true },
    { type: 'set-auto-reactions', on: true },
    { type: 'set-outputs', outputs: { ...DEFAULT_SETTINGS.outputs, ...outputs } },
  ]) {
    await askBackground(popup, message as never);
  }
}

const decoded = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { __call } = window as unknown as {
      __call: { remoteStats(): Promise<{ framesDecoded?: number }> };
    };
    return (await __call.remoteStats()).framesDecoded ?? 0;
  });

/** What happened in a stretch of time, all counted from its beginning. */
export interface Stretch {
  readonly seconds: number;
  /** Processor time of the page's main thread, in milliseconds. */
  readonly mainMs: number;
  /** Pictures that the far end has decoded. */
  readonly pictures: number;
  /** Pictures that the camera has given; 0 where the browser does not tell. */
  readonly camera: number;
  /** Median time from a frame's capture to its reading in the page, in milliseconds. */
  readonly late: number;
  /** Frames that were analysed, about; 0 without the extension. */
  readonly analysed: number;
  readonly longTasks: number;
}

/** Watches a running call for some seconds. */
export async function measure(call: RunningCall, seconds: number): Promise<Stretch> {
  const client = await call.page.createCDPSession();
  await client.send('Performance.enable');
  const longTasks = () =>
    call.page.evaluate(() => (window as unknown as { __longTasks: number[] }).__longTasks.length);
  const given = () =>
    call.page.evaluate(() => {
      const { track } = (window as unknown as { __call: { track: MediaStreamTrack | null } }).__call;
      const { stats } = track as unknown as { stats?: { deliveredFrames?: number } };
      return stats?.deliveredFrames ?? 0;
    });
  const [began, main, pictures, camera, long] = [
    performance.now(),
    await mainThreadMs(client),
    await decoded(call.page),
    await given(),
    await longTasks(),
  ];
  const rates: number[] = [];
  const lates: number[] = [];
  for (let i = 0; i < seconds; i++) {
    await sleep(1000);
    const load = (await call.snapshot())?.load;
    rates.push(load?.framesPerSecond ?? 0);
    lates.push(load?.late ?? 0);
  }
  const passed = (performance.now() - began) / 1000;
  // The load meter looks back over five seconds: what it says at first is about before.
  const settled = rates.slice(Math.min(5, rates.length - 1));
  const rate = settled.reduce((sum, each) => sum + each, 0) / settled.length;
  const stretch = {
    seconds: passed,
    mainMs: (await mainThreadMs(client)) - main,
    pictures: (await decoded(call.page)) - pictures,
    camera: (await given()) - camera,
    late: lates.sort((a, b) => a - b)[lates.length >> 1] ?? 0,
    analysed: rate * passed,
    longTasks: (await longTasks()) - long,
  };
  await client.detach();
  return stretch;
}

async function mainThreadMs(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value;
  const seconds = value('ThreadTime') ?? value('TaskDuration');
  if (seconds === undefined) throw new Error('This browser does not tell what its main thread does.');
  return 1000 * seconds;
}
