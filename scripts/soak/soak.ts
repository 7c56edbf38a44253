/** One long call in which all that may happen does, and what is left of it in the end. */
import type { Browser, Page } from 'puppeteer';
import type { MemoryFigures } from '../../src/messages/worker';
import type { StoredSpan } from '../../src/types';
import { rounded, slope } from '../bench/figures';
import { startCallServer } from '../lib/call-server.mjs';
import { ALLOW_CAMERA, cameraArgs } from '../lib/camera.mjs';
import { launchBrowser } from '../lib/launch.mjs';
import { askBackground, askCall, openPopup, sleep, tabOf } from '../lib/remote.mjs';
import { cause } from './events';
import { type Gap, type Planned, planSoak, WARM_UP } from './plan';
import { doubledSpans, lostStretches, type Seen } from './spans';

export interface SoakOptions {
  readonly clip: string;
  readonly seconds: number;
  readonly seed: number;
  /** Between two events, where it shall not be the usual one. */
  readonly gap?: Gap;
  /** Told of what happens, one line each. */
  readonly log: (line: string) => void;
}

export interface Recovery {
  readonly event: Planned['event'];
  /** Milliseconds from the end of the event to the first frame that was captured after it and analysed; null: never. */
  readonly ms: number | null;
}

export interface SoakResult {
  readonly minutes: number;
  readonly seed: number;
  readonly framesAnalysed: number;
  readonly reactions: number;
  readonly errors: readonly string[];
  readonly recoveries: readonly Recovery[];
  readonly slowestRecoveryMs: number | null;
  /** Tensors while the networks are loaded: fewest and most after the warm-up. */
  readonly tensors: { readonly least: number; readonly most: number };
  /** JavaScript heap of the call page after collecting garbage: slope and span. */
  readonly heap: { readonly mbPerHour: number; readonly samples: number; readonly lastMB: number };
  readonly spans: { readonly kept: number; readonly lost: number; readonly doubled: number };
}

const POLL = 250;
/** Milliseconds until something that was taken away must be back. */
const PATIENCE = 60_000;
const SAMPLE_EVERY = 5000;
/** A face is being read while the newest analysed picture is no older than this; a calm one is read every 0.5 s. */
const FRESH = 1500;

async function heapMB(page: Page): Promise<number> {
  const client = await page.createCDPSession();
  try {
    await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
  } finally {
    await client.detach();
  }
}

/** Runs it; closes everything in any case. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const server = await startCallServer();
  try {
    const { browser, extensionId } = await launchBrowser({
      args: [ALLOW_CAMERA, ...cameraArgs(options.clip), '--window-size=1280,860'],
    });
    try {
      return await watch(options, browser, extensionId!, `${server.url}?auto=1`);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

async function watch(
  { seconds, seed, gap, log }: SoakOptions,
  browser: Browser,
  extensionId: string,
  url: string,
): Promise<SoakResult> {
  const popup = await openPopup(browser, extensionId);
  await askBackground(popup, { type: 'set-site', host: 'localhost', on: true });
  await askBackground(popup, { type: 'set-auto-reactions', on: true });
  const call = await browser.newPage();
  const errors: string[] = [];
  call.on('pageerror', (error) => errors.push(`call page: ${(error as Error).message}`));
  await call.goto(url);
  const tab = await tabOf(popup, url);
  const began = Date.now();
  const seen: Seen[] = [];
  const reactions = new Set<number>();
  const heap: { x: number; y: number }[] = [];
  const tensors: number[] = [];
  let frames = 0;
  let lastLook = began;
  let sampledAt = 0;

  /** One look at everything; resolves to whether frames captured after `since` are analysed. */
  async function look(since = 0): Promise<boolean> {
    const snapshot = await askCall(popup, tab, 'snapshot').catch(() => null);
    const now = Date.now();
    const kind = snapshot?.state.kind ?? 'absent';
    const rate = snapshot?.load?.framesPerSecond ?? 0;
    frames += (rate * (now - lastLook)) / 1000;
    lastLook = now;
    // While a dead worker is being replaced the call still says that it watches, but nothing is read.
    const fresh = (snapshot?.load?.newest ?? 0) > now - FRESH;
    seen.push({ time: now, reading: kind === 'watching' && fresh });
    for (const { time } of snapshot?.reactions ?? []) reactions.add(time);
    if (snapshot?.state.kind === 'error' && errors.at(-1) !== snapshot.state.message) {
      errors.push(snapshot.state.message);
    }
    if (now - sampledAt > SAMPLE_EVERY && now - began > 1000 * WARM_UP) {
      sampledAt = now;
      heap.push({ x: now / 3_600_000, y: await heapMB(call) });
      const figures = (await popup
        .evaluate(() => chrome.runtime.sendMessage({ to: 'offscreen', type: 'memory' }))
        .catch(() => null)) as MemoryFigures | null;
      if (figures && kind === 'watching') tensors.push(figures.tensors);
    }
    return (snapshot?.load?.newest ?? 0) > since;
  }

  async function until(done: () => Promise<boolean>): Promise<boolean> {
    const end = Date.now() + PATIENCE;
    while (!(await done())) {
      if (Date.now() > end) return false;
      await sleep(POLL);
    }
    return true;
  }

  if (!(await until(() => look(began)))) throw new Error('The call was never analysed.');
  const recoveries: Recovery[] = [];
  for (const { at, event } of planSoak(seconds, seed, gap)) {
    while (Date.now() < began + 1000 * at) {
      await look();
      await sleep(POLL);
    }
    await cause(event, { browser, extensionId, call });
    const since = Date.now();
    const ms = (await until(() => look(since))) ? Date.now() - since : null;
    recoveries.push({ event, ms });
    log(
      `${((since - began) / 1000).toFixed(0).padStart(5)} s  ${event.padEnd(20)} ${ms === null ? 'NEVER' : `${ms} ms`}`,
    );
  }
  while (Date.now() < began + 1000 * seconds) {
    await look();
    await sleep(POLL);
  }
  const spans: readonly StoredSpan[] = await askBackground(popup, {
    type: 'get-spans',
    from: began,
    until: Date.now(),
  });
  const lost = lostStretches(seen, spans, Date.now() - 10_000);
  for (const { from, until: end } of lost) log(`no span for ${end - from} ms at ${(from - began) / 1000} s`);
  const slowest = Math.max(...recoveries.map(({ ms }) => ms ?? Number.POSITIVE_INFINITY));
  return {
    minutes: rounded(seconds / 60),
    seed,
    framesAnalysed: Math.round(frames),
    reactions: reactions.size,
    errors,
    recoveries,
    slowestRecoveryMs: Number.isFinite(slowest) ? slowest : null,
    tensors: { least: Math.min(...tensors), most: Math.max(...tensors) },
    heap: {
      mbPerHour: rounded(slope(heap)),
      samples: heap.length,
      lastMB: rounded(heap.at(-1)?.y ?? Number.NaN),
    },
    spans: { kept: spans.length, lost: lost.length, doubled: doubledSpans(spans) },
  };
}
