/** Long calls in which all that may happen does, and what is left of them in the end. */
import type { Browser } from 'puppeteer';
import type { MemoryFigures } from '../../src/analysis/worker/messages';
import type { StoredSpan } from '../../src/shared/types';
import { rounded, slope } from '../bench/figures';
import { startCallServer } from '../lib/call-server.mjs';
import { ALLOW_CAMERA, cameraArgs } from '../lib/camera.mjs';
import { launchBrowser } from '../lib/launch.mjs';
import { askBackground, openPopup, sleep } from '../lib/remote.mjs';
import { cause } from './events';
import { type CallEye, openEye } from './eye';
import { type Gap, type Planned, planSoak, WARM_UP } from './plan';
import { doubledSpans, lostStretches, type Seen, shortestMissing } from './spans';

export interface SoakOptions {
  readonly clip: string;
  readonly seconds: number;
  readonly seed: number;
  /** At the same time; one by default. */
  readonly calls?: number;
  /** Between two events, where it shall not be the usual one. */
  readonly gap?: Gap;
  /** Told of what happens, one line each. */
  readonly log: (line: string) => void;
}

export interface Recovery {
  readonly event: Planned['event'];
  /** Milliseconds from the end of the event until every call had a frame of after it analysed; null: never. */
  readonly ms: number | null;
}

export interface SoakResult {
  readonly minutes: number;
  readonly seed: number;
  readonly calls: number;
  readonly framesAnalysed: number;
  readonly reactions: number;
  readonly errors: readonly string[];
  readonly recoveries: readonly Recovery[];
  readonly slowestRecoveryMs: number | null;
  /** What the analysis held after the warm-up, while every call was read. */
  readonly memory: {
    readonly mostNetworks: number;
    readonly mostMB: number;
    /** Calls of which something was remembered at the end. */
    readonly calls: number;
  };
  /** JavaScript heap of a call page after collecting garbage, mean of all calls: slope and last one. */
  readonly heap: { readonly mbPerHour: number; readonly samples: number; readonly lastMB: number };
  readonly spans: { readonly kept: number; readonly lost: number; readonly doubled: number };
}

const POLL = 250;
/** Milliseconds until something that was taken away must be back. */
const PATIENCE = 60_000;
const SAMPLE_EVERY = 5000;
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
  { seconds, seed, gap, log, calls = 1 }: SoakOptions,
  browser: Browser,
  extensionId: string,
  url: string,
): Promise<SoakResult> {
  const popup = await openPopup(browser, extensionId);
  await askBackground(popup, { type: 'change-settings', patch: { site: { host: 'localhost', on: true } } });
  await askBackground(popup, { type: 'change-settings', patch: { autoReactions: true } });
  const eyes: CallEye[] = [];
  for (let n = 0; n < calls; n++)
    eyes.push(await openEye(browser, popup, n === 0 ? url : `${url}&call=${n}`));
  const began = Date.now();
  const seen: Seen[] = [];
  const heap: { x: number; y: number }[] = [];
  const memory: MemoryFigures[] = [];
  let sampledAt = 0;

  /** One look at everything; resolves to whether frames captured after `since` are analysed in every call. */
  async function look(since = 0): Promise<boolean> {
    const looks = await Promise.all(eyes.map((eye) => eye.look()));
    const now = Date.now();
    seen.push({ time: now, reading: looks.filter(({ reading }) => reading).length });
    if (now - sampledAt > SAMPLE_EVERY && now - began > 1000 * WARM_UP) {
      sampledAt = now;
      const sizes = await Promise.all(eyes.map((eye) => eye.heapMB()));
      heap.push({ x: now / 3_600_000, y: sumOf(sizes) / calls });
      const figures = (await popup
        .evaluate(() => chrome.runtime.sendMessage({ to: 'offscreen', type: 'memory' }))
        .catch(() => null)) as MemoryFigures | null;
      if (figures && looks.every(({ reading }) => reading)) memory.push(figures);
    }
    return looks.every(({ newest }) => newest > since);
  }

  async function until(done: () => Promise<boolean>): Promise<boolean> {
    const end = Date.now() + PATIENCE;
    while (!(await done())) {
      if (Date.now() > end) return false;
      await sleep(POLL);
    }
    return true;
  }

  if (!(await until(() => look(began)))) throw new Error('Not every call was ever analysed.');
  const recoveries: Recovery[] = [];
  for (const { at, event, call } of planSoak(seconds, seed, { gap, calls })) {
    while (Date.now() < began + 1000 * at) {
      await look();
      await sleep(POLL);
    }
    await cause(event, { browser, extensionId, popup, ...eyes[call]! });
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
  const frames = sumOf(eyes.map((eye) => eye.frames));
  const missing = shortestMissing((1000 * seconds * calls) / Math.max(frames, 1));
  const lost = lostStretches(seen, spans, Date.now() - 10_000, missing);
  for (const { from, until: end } of lost) log(`no span for ${end - from} ms at ${(from - began) / 1000} s`);
  const slowest = Math.max(...recoveries.map(({ ms }) => ms ?? Number.POSITIVE_INFINITY));
  return {
    minutes: rounded(seconds / 60),
    seed,
    calls,
    framesAnalysed: Math.round(frames),
    reactions: sumOf(eyes.map(({ reactions }) => reactions)),
    errors: eyes.flatMap(({ errors }) => errors),
    recoveries,
    slowestRecoveryMs: Number.isFinite(slowest) ? slowest : null,
    memory: {
      mostNetworks: Math.max(...memory.map(({ held }) => held)),
      mostMB: rounded(Math.max(...memory.map(({ bytes }) => bytes)) / 2 ** 20),
      calls: memory.at(-1)?.calls ?? Number.NaN,
    },
    heap: {
      mbPerHour: rounded(slope(heap)),
      samples: heap.length,
      lastMB: rounded(heap.at(-1)?.y ?? Number.NaN),
    },
    spans: { kept: spans.length, lost: lost.length, doubled: doubledSpans(spans) },
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
