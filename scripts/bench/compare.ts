/**
 * `npm run bench -- [--backend wasm|webgl|webgpu] [--clip FILE.mjpeg] [--frames N]`: our whole chain against
 * `@vladmandic/human` and `@vladmandic/face-api` on the same pictures, each in a process of the same browser, one frame
 * each in turn. Prints a table, and one JSON object as the last line.
 */
import type { Page } from 'puppeteer';
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { CLIP_FPS, readMjpeg } from '../eval/mjpeg';
import { UsageError } from '../eval/usage-error';
import { cachedClip } from '../lib/clip.mjs';
import { launchBrowser } from '../lib/launch.mjs';
import { type Backend, backendProblem, isBackend } from './backends';
import { median, quantile, rounded, table, turnOrder } from './figures';
import type { BenchPage } from './pages/contender';
import { type BenchServer, CONTENDERS, type ContenderName, startBenchServer } from './server';

/** Frames a second, as the product analyses them. */
const RATE = 10;
/** Rounds before the measurement, in which caches fill and programs are compiled. */
const WARM_UP = 10;
const FRAMES: Record<string, number> = { wasm: 100, webgl: 30, webgpu: 100 };

declare global {
  interface Window {
    readonly __bench: BenchPage;
  }
}

interface Figures {
  /** Milliseconds per frame. */
  readonly median: number;
  readonly p95: number;
  /** Milliseconds from nothing to the first answer: loading, compiling, first frame. */
  readonly first: number;
  /** JavaScript and the buffers it holds (wasm memory included) at the end, after collecting garbage. */
  readonly heapMB: number;
  /** Program and networks, as they come over the wire without compression. */
  readonly bytes: number;
}

interface Runner {
  readonly name: ContenderName;
  readonly page: Page;
  /** Rejects when the page reports an error. */
  readonly failed: Promise<never>;
  readonly times: number[];
  first: number;
  /** Frames with a face. */
  faces: number;
  tensorsBefore: number;
  readonly expressions: Map<string, number>;
}

async function heapMB(page: Page): Promise<number> {
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  const usage = (await client.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await client.detach();
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 2 ** 20;
}

async function compare(backend: Backend, pictures: readonly Buffer[], frames: number) {
  const args = backend === 'webgpu' ? ['--enable-unsafe-webgpu'] : [];
  const { browser } = await launchBrowser({ extension: null, args });
  let server: BenchServer | null = null;
  try {
    const problem = await backendProblem(browser, backend);
    if (problem !== null) throw new UsageError(problem);
    server = await startBenchServer(pictures);
    const runners: Runner[] = [];
    for (const name of CONTENDERS) runners.push(await start(name, server));
    for (let round = 0; round < WARM_UP + frames; round++) {
      if (round === WARM_UP)
        for (const each of runners)
          each.tensorsBefore = await each.page.evaluate(() => window.__bench.tensors());
      for (const runner of turnOrder(runners, round)) await step(runner, round, round >= WARM_UP);
    }
    return await Promise.all(runners.map((runner) => figuresOf(runner, server!)));
  } finally {
    await browser.close();
    await server?.close();
  }

  /** In a context of its own, so that no two share a process. */
  async function start(name: ContenderName, { url }: BenchServer): Promise<Runner> {
    const page = await (await browser.createBrowserContext()).newPage();
    // Some packages leave a promise open for ever when they fail.
    const failed = new Promise<never>((_, reject) => {
      page.on('pageerror', (error) => reject(new Error(`${name} failed: ${(error as Error).message}`)));
    });
    failed.catch(() => {});
    const began = performance.now();
    await page.goto(`${url}${name}/`);
    await page.waitForFunction(() => '__bench' in window, { polling: 50 });
    await Promise.race([failed, page.evaluate((on) => window.__bench.load(on), backend)]);
    const runner: Runner = {
      name,
      page,
      failed,
      times: [],
      first: 0,
      faces: 0,
      tensorsBefore: 0,
      expressions: new Map(),
    };
    await step(runner, 0, false);
    return { ...runner, first: performance.now() - began };
  }

  async function step(runner: Runner, round: number, counts: boolean): Promise<void> {
    const n = Math.round((round * CLIP_FPS) / RATE) % pictures.length;
    const time = 1_700_000_000_000 + (1000 * round) / RATE;
    const run = (address: string, at: number) => window.__bench.run(address, at);
    const { ms, faces, expression } = await Promise.race([
      runner.failed,
      runner.page.evaluate(run, `/frame/${n}.jpg`, time),
    ]);
    if (!counts) return;
    runner.times.push(ms);
    if (faces > 0) runner.faces += 1;
    const name = expression ?? 'none';
    runner.expressions.set(name, (runner.expressions.get(name) ?? 0) + 1);
  }
}

async function figuresOf(runner: Runner, server: BenchServer) {
  const { name, page, times, first, faces, expressions, tensorsBefore } = runner;
  const tensors = (await page.evaluate(() => window.__bench.tensors())) - tensorsBefore;
  const figures: Figures = {
    median: rounded(median(times)),
    p95: rounded(quantile(times, 0.95)),
    first: Math.round(first),
    heapMB: rounded(await heapMB(page), 1),
    bytes: server.bytes(name),
  };
  const mostly = [...expressions].sort((a, b) => b[1] - a[1])[0]![0];
  return { name, figures, seen: `${faces}/${times.length}`, mostly, tensors };
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { backend: 'text', clip: 'text', frames: 'text' });
  const backend = options.backend ?? 'wasm';
  if (!isBackend(backend)) throw new UsageError('--backend must be wasm, webgl or webgpu.');
  const frames = wholeNumber(options.frames, 'frames', FRAMES[backend]!);
  if (frames < 1) throw new UsageError('--frames must be at least 1.');
  const clip = options.clip ?? (await cachedClip([{ show: ['happy'], seconds: 6 }], 'bench'));
  const results = await compare(backend, await readMjpeg(clip), frames);
  const rows = results.map(({ name, figures, seen, mostly, tensors }) => [
    name,
    figures.median,
    figures.p95,
    figures.first,
    figures.heapMB,
    (figures.bytes / 2 ** 20).toFixed(2),
    tensors,
    seen,
    mostly,
  ]);
  const head = [
    '',
    'median ms',
    'p95 ms',
    'first ms',
    'heap MB',
    'package MB',
    'new tensors',
    'faces',
    'mostly',
  ];
  console.log(`backend ${backend}, ${frames} frames, one each in turn\n\n${table(head, rows)}\n`);
  const [ours, human] = results.map(({ figures }) => figures.median);
  console.log(`We take ${((100 * ours!) / human!).toFixed(0)} % of Human's time per frame.\n`);
  return { backend, ...Object.fromEntries(results.map(({ name, figures }) => [name, figures])) };
});
