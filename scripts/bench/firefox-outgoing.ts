/**
 * `npm run bench:firefox -- [--seconds N] [--minutes N]`: what Firefox offers for a picture of ours in place of the camera's;
 * then a call with the built extension and a mask, N seconds in front and N minutes in a hidden tab: how many pictures the far
 * end gets, how many of them show the camera anew, how late those come, and whether one shows the face.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { launchFirefox, whyNoFirefox } from '../../tests/e2e/firefox/harness';
import { waitUntil } from '../../tests/e2e/harness';
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { UsageError } from '../eval/models';
import { cachedClip } from '../lib/clip.mjs';
import { sleep } from '../lib/remote.mjs';
import { BITS, codedClip, PICTURE_EVERY, PICTURES, SQUARE } from './coded-clip';

const NAMES = [
  ...['MediaStreamTrackProcessor', 'MediaStreamTrackGenerator', 'VideoTrackGenerator', 'ImageCapture'],
  ...['VideoFrame', 'VideoEncoder', 'RTCRtpScriptTransform', 'RTCRtpSender', 'OffscreenCanvas'],
] as const;
const CALL_PAGE = fileURLToPath(new URL('../../demo/call/', import.meta.url));

/** A look at the far end: when (milliseconds), the number of the shown picture, and the middle's yellow share and light. */
type Look = readonly [time: number, code: number, yellow: number, light: number];

declare global {
  interface Window {
    __takeLooks(): Look[];
  }
}

/** In the page: looks at the far end's picture fifty times a second, also in a hidden tab. */
function watch(bits: number, square: number): void {
  let looks: Look[] = [];
  window.__takeLooks = () => {
    const taken = looks;
    looks = [];
    return taken;
  };
  let data = new Uint8Array(0);
  async function look(): Promise<void> {
    const video = document.querySelector<HTMLVideoElement>('#remote')!;
    if (video.readyState < 2) return;
    const frame = new VideoFrame(video, { timestamp: 0 });
    try {
      // Read as they are: whatever is converted here takes time from what is measured.
      if (data.length !== frame.allocationSize()) data = new Uint8Array(frame.allocationSize());
      const [first, second] = (await frame.copyTo(data)) as [PlaneLayout, PlaneLayout | undefined];
      const { width, height } = frame.visibleRect!;
      const scale = width / 640;
      const byte = (plane: PlaneLayout, x: number, y: number): number =>
        data[plane.offset + y * plane.stride + x]!;
      /** Green stands for luma. */
      const light = (x: number, y: number): number =>
        second ? byte(first, x, y) : byte(first, 4 * x + 1, y);
      const blueAt = frame.format?.startsWith('BGR') ? 0 : 2;
      const blue = (x: number, y: number): number => {
        if (!second) return byte(first, 4 * x + blueAt, y);
        return byte(second, frame.format === 'NV12' ? x & ~1 : x >> 1, y >> 1);
      };
      let code = 0;
      for (let bit = 0; bit < bits; bit++) {
        const x = Math.floor((bit + 0.5) * square * scale);
        code = 2 * code + (light(x, Math.floor(height - (square * scale) / 2)) > 128 ? 1 : 0);
      }
      let [yellow, sum, all] = [0, 0, 0];
      for (let y = 0.2; y < 0.7; y += 0.05) {
        for (let x = 0.4; x < 0.6; x += 0.02) {
          const [column, row] = [Math.floor(x * width), Math.floor(y * height)];
          if (light(column, row) > 110 && blue(column, row) < 90) yellow++;
          sum += light(column, row);
          all++;
        }
      }
      looks.push([Date.now(), code, yellow / all, sum / all]);
    } finally {
      frame.close();
    }
  }
  const clock = new Worker(URL.createObjectURL(new Blob(['setInterval(() => postMessage(0), 20)'])));
  clock.onmessage = () => void look();
}

interface Part {
  readonly decoded: number;
  readonly looks: number;
  readonly shown: number;
  readonly longestStill: number;
  /** Looks at a picture that is black as a whole, and at one that shows neither that nor the mask. */
  readonly black: number;
  readonly bare: number;
  /** How much later than the earliest each new picture came. Milliseconds. */
  readonly late: readonly number[];
}

/** @param earliest time at which picture 0 would have come if it were as early as the earliest; carried between parts */
function read(
  looks: readonly Look[],
  clock: { base: number; turns: number; last: number | null },
): Omit<Part, 'decoded'> {
  const late: number[] = [];
  let [shown, longestStill, black, bare] = [0, 0, 0, 0];
  let since = looks[0]?.[0] ?? 0;
  for (const [time, code, yellow, light] of looks) {
    if (yellow < 0.3) {
      if (light < 24) {
        black += 1;
        continue;
      }
      bare += 1;
    }
    if (code === clock.last || code >= PICTURES) continue;
    if (clock.last !== null && code < clock.last) clock.turns += 1;
    clock.last = code;
    shown += 1;
    longestStill = Math.max(longestStill, time - since);
    since = time;
    const due = time - (clock.turns * PICTURES + code) * PICTURE_EVERY;
    clock.base = Math.min(clock.base, due);
    late.push(due - clock.base);
  }
  return { looks: looks.length, shown, longestStill, black, bare, late };
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);

async function offeredIn(page: Page) {
  return page.evaluate(async (names) => {
    const script = `onmessage = ({ data }) => postMessage(data.filter((name) => name in self))`;
    const worker = new Worker(URL.createObjectURL(new Blob([script])));
    const inWorker = await new Promise<string[]>((done) => {
      worker.onmessage = ({ data }) => done(data);
      worker.postMessage(names);
    });
    worker.terminate();
    return { window: names.filter((name) => name in window), worker: inWorker };
  }, NAMES);
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { seconds: 'text', minutes: 'text' });
  const seconds = wholeNumber(options.seconds, 'seconds', 30);
  const minutes = wholeNumber(options.minutes, 'minutes', 1);
  const missing = whyNoFirefox();
  if (missing !== null) throw new UsageError(`Firefox cannot be measured: ${missing}.`);
  const clip = await codedClip(await cachedClip([{ show: ['happy'], seconds: 5 }], 'smiles'));
  const harness = await launchFirefox(clip, {}, CALL_PAGE);
  try {
    const outputs = { ...DEFAULT_SETTINGS.outputs, mask: 'black' as const };
    await harness.ask({ type: 'change-settings', patch: { site: { host: 'localhost', on: true } } });
    await harness.ask({ type: 'change-settings', patch: { outputs } });
    const { page, tab } = await harness.openCall();
    const offered = await offeredIn(page);
    await waitUntil(
      'the face is masked',
      async () => (await harness.askCall(tab, 'snapshot'))?.othersSee === 'avatar',
    );
    await page.evaluate(watch, BITS, SQUARE);
    const clock = { base: Number.POSITIVE_INFINITY, turns: 0, last: null };
    const decoded = () =>
      page.evaluate(async () => (await window.__call.remoteStats()) as unknown as { framesDecoded: number });
    const part = async (length: number): Promise<Part & { readonly seconds: number }> => {
      const [begun, before] = [Date.now(), (await decoded()).framesDecoded];
      const looks: Look[] = [];
      while (Date.now() - begun < 1000 * length) {
        await sleep(1000);
        looks.push(...(await page.evaluate(() => window.__takeLooks())));
      }
      const taken = (await decoded()).framesDecoded - before;
      return { seconds: (Date.now() - begun) / 1000, decoded: taken, ...read(looks, clock) };
    };
    const tell = (hidden: boolean, parts: readonly Awaited<ReturnType<typeof part>>[]) => {
      const per = (name: 'decoded' | 'shown') => (each: (typeof parts)[number]) =>
        Number((each[name] / each.seconds).toFixed(1));
      const late = parts.flatMap((each) => each.late).sort((a, b) => a - b);
      return {
        hidden,
        parts: parts.length,
        picturesPerSecond: parts.map(per('decoded')),
        newPerSecond: parts.map(per('shown')),
        looks: parts.reduce((sum, each) => sum + each.looks, 0),
        longestStillMs: Math.max(...parts.map((each) => each.longestStill)),
        lateMs: { median: at(late, 0.5), p95: at(late, 0.95), most: at(late, 1) },
        blackLooks: parts.reduce((sum, each) => sum + each.black, 0),
        bareLooks: parts.reduce((sum, each) => sum + each.bare, 0),
      };
    };
    await sleep(5000);
    await page.evaluate(() => window.__takeLooks());
    const front = tell(await page.evaluate(() => document.hidden), [await part(seconds)]);
    const other = await harness.program.newPage();
    await other.bringToFront();
    await waitUntil('the tab is hidden', () => page.evaluate(() => document.hidden));
    const parts = [];
    for (let n = 0; n < minutes; n++) {
      parts.push(await part(60));
      console.error(`minute ${n + 1}: ${JSON.stringify({ ...parts.at(-1), late: undefined })}`);
    }
    const hidden = tell(await page.evaluate(() => document.hidden), parts);
    return { version: await harness.program.version(), seconds, minutes, offered, front, hidden };
  } finally {
    await harness.close();
  }
});
