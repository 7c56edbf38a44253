/**
 * `npm run bench -- [--backend wasm|webgl|webgpu] [--clip FILE.mjpeg] [--frames N] [--throttle N] [--minutes N]`: our whole
 * chain against `@vladmandic/human` and `@vladmandic/face-api` on the same pictures, each in a process of the same browser,
 * one frame each in turn; with `--throttle 4` on a processor that the browser makes four times as slow. With `--minutes 10`
 * all go on for ten minutes with ten pictures a second, or as many as the slowest takes, before their memory is read.
 * Prints a table, a table by stage, and one JSON object as the last line.
 */
import type { CDPSession, Page } from 'puppeteer';
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { CLIP_FPS, readMjpeg } from '../eval/mjpeg';
import { UsageError } from '../eval/usage-error';
import { cachedClip } from '../lib/clip.mjs';
import { launchBrowser } from '../lib/launch.mjs';
import { sleep } from '../lib/remote.mjs';
import { type Backend, backendProblem, isBackend } from './backends';
import { median, quantile, rounded, table, turnOrder } from './figures';
import { mostPrivateMB, renderers, type StageFigures, stageFigures } from './inside';
import type { BenchPage } from './pages/contender';
import type { Stages } from './pages/stages';
import { type BenchServer, CONTENDERS, type ContenderName, startBenchServer } from './server';

/** Frames a second, as the product analyses them. */
const RATE = 10;
/** Rounds before the measurement, in which caches fill and programs are compiled. */
const WARM_UP = 10;
/** Times that each contender is started. */
const STARTS = 3;
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
  /**
   * Processor time of the page's main thread per frame, without what fetching a picture takes: on a busy machine it says more
   * than the clock, which also counts the time in which others had the processor. Null with `--throttle`, with which the
   * browser keeps the thread busy.
   */
  readonly processorMs: number | null;
  readonly processorP95Ms: number | null;
  /** Milliseconds from nothing to the first answer: loading, compiling, first frame; median of some starts. */
  readonly first: number;
  /** JavaScript and the buffers it holds (wasm memory included) at the end, after collecting garbage. */
  readonly heapMB: number;
  /** Program and networks, as they come over the wire without compression. */
  readonly bytes: number;
  /** Private memory of the contender's process at the end; null where the system does not tell (it is Linux that does). */
  readonly memoryMB: number | null;
  /** The most of it after each minute, and after how many minutes `memoryMB` was read; only with `--minutes`. */
  readonly mostMemoryMB?: number;
  readonly minutes?: number;
  /** Multiply-adds of a frame's networks, median and 95th percentile; null where they cannot be counted. */
  readonly macs: number | null;
  readonly macsP95: number | null;
  /** Mean milliseconds by stage; missing where the contender does not tell. */
  readonly stages?: Stages;
  readonly stageFigures?: StageFigures;
}

interface Runner {
  readonly name: ContenderName;
  readonly page: Page;
  /** Tells the processor time of the page's main thread. */
  readonly clock: CDPSession;
  /** Rejects when the page reports an error. */
  readonly failed: Promise<never>;
  readonly times: number[];
  readonly stages: Stages[];
  /** Multiply-adds of each measured frame. */
  readonly macs: number[];
  /** Processes that began with the page; the browser may have made a spare one meanwhile. */
  readonly processes: readonly number[];
  readonly first: number[];
  /** Main thread's milliseconds: of each measured frame, and of fetching a picture. */
  readonly processor: number[];
  fetching: number;
  /** Frames with a face. */
  faces: number;
  tensorsBefore: number;
  /** Private memory after each minute; empty without `--minutes`. */
  readonly memory: number[];
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

/** Since the session began to measure. */
async function mainThreadMs(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
}

interface Task {
  readonly backend: Backend;
  readonly pictures: readonly Buffer[];
  readonly frames: number;
  readonly throttle: number;
  readonly minutes: number;
}

async function compare({ backend, pictures, frames, throttle, minutes }: Task) {
  const args = backend === 'webgpu' ? ['--enable-unsafe-webgpu'] : [];
  const { browser } = await launchBrowser({ extension: null, args });
  let server: BenchServer | null = null;
  try {
    const problem = await backendProblem(browser, backend);
    if (problem !== null) throw new UsageError(problem);
    server = await startBenchServer(pictures);
    const runners: Runner[] = [];
    const firsts = new Map<ContenderName, number[]>();
    for (let i = 0; i < STARTS; i++) {
      for (const name of turnOrder(CONTENDERS, i)) {
        const runner = await start(name, server);
        firsts.set(name, [...(firsts.get(name) ?? []), ...runner.first]);
        if (i === STARTS - 1) runners.push({ ...runner, first: firsts.get(name)! });
        else await runner.page.browserContext().close();
      }
    }
    runners.sort((a, b) => CONTENDERS.indexOf(a.name) - CONTENDERS.indexOf(b.name));
    for (let round = 0; round < WARM_UP + frames; round++) {
      if (round === WARM_UP)
        for (const each of runners)
          each.tensorsBefore = await each.page.evaluate(() => window.__bench.tensors());
      for (const runner of turnOrder(runners, round)) await step(runner, round, round >= WARM_UP);
    }
    for (const each of runners) {
      const before = await mainThreadMs(each.clock);
      for (let i = 0; i < frames; i++)
        await each.page.evaluate((address) => window.__bench.fetch(address), `/frame/${numberOf(i)}.jpg`);
      each.fetching = ((await mainThreadMs(each.clock)) - before) / frames;
    }
    if (minutes > 0) await goOn(runners, WARM_UP + frames);
    return await Promise.all(runners.map((runner) => figuresOf(runner, server!, throttle)));
  } finally {
    await browser.close();
    await server?.close();
  }

  /** In a context of its own, so that no two share a process. */
  async function start(name: ContenderName, { url }: BenchServer): Promise<Runner> {
    const before = await renderers(browser);
    const page = await (await browser.createBrowserContext()).newPage();
    await page.emulateCPUThrottling(throttle);
    const clock = await page.createCDPSession();
    await clock.send('Performance.enable');
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
      ...{ name, page, clock },
      failed,
      times: [],
      stages: [],
      macs: [],
      processes: [],
      first: [],
      processor: [],
      fetching: 0,
      faces: 0,
      tensorsBefore: 0,
      memory: [],
      expressions: new Map(),
    };
    await step(runner, 0, false);
    const first = performance.now() - began;
    const processes = (await renderers(browser)).filter((pid) => !before.includes(pid));
    return { ...runner, first: [first], processes };
  }

  /** Analyses on for some minutes, and reads each process's memory after every one of them. */
  async function goOn(runners: readonly Runner[], rounds: number): Promise<void> {
    let round = rounds;
    for (let minute = 1; minute <= minutes; minute++) {
      const end = performance.now() + 60_000;
      while (performance.now() < end) {
        const next = performance.now() + 1000 / RATE;
        for (const runner of runners) await step(runner, round, false);
        round += 1;
        await sleep(Math.max(0, next - performance.now()));
      }
      for (const { memory, processes } of runners)
        memory.push((await mostPrivateMB(processes)) ?? Number.NaN);
      console.error(runners.map(({ name, memory }) => `${name} ${memory.at(-1)} MB`).join(', '));
    }
  }

  /** Of the picture of a round. */
  function numberOf(round: number): number {
    return Math.round((round * CLIP_FPS) / RATE) % pictures.length;
  }

  async function step(runner: Runner, round: number, counts: boolean): Promise<void> {
    const n = numberOf(round);
    const time = 1_700_000_000_000 + (1000 * round) / RATE;
    const before = counts ? await mainThreadMs(runner.clock) : 0;
    const run = (address: string, at: number) => window.__bench.run(address, at);
    const { ms, faces, expression, stages, macs } = await Promise.race([
      runner.failed,
      runner.page.evaluate(run, `/frame/${n}.jpg`, time),
    ]);
    if (!counts) return;
    runner.times.push(ms);
    runner.processor.push((await mainThreadMs(runner.clock)) - before);
    if (stages) runner.stages.push(stages);
    if (macs !== undefined) runner.macs.push(macs);
    if (faces > 0) runner.faces += 1;
    const name = expression ?? 'none';
    runner.expressions.set(name, (runner.expressions.get(name) ?? 0) + 1);
  }
}

async function figuresOf(runner: Runner, server: BenchServer, throttle: number) {
  const { name, page, times, first, processor, fetching, faces, expressions, tensorsBefore } = runner;
  const tensors = (await page.evaluate(() => window.__bench.tensors())) - tensorsBefore;
  const byStage = runner.stages.length > 0 ? stageFigures(runner.stages) : null;
  const figures: Figures = {
    median: rounded(median(times)),
    p95: rounded(quantile(times, 0.95)),
    processorMs: throttle > 1 ? null : rounded(median(processor) - fetching),
    processorP95Ms: throttle > 1 ? null : rounded(quantile(processor, 0.95) - fetching),
    first: Math.round(median(first)),
    heapMB: rounded(await heapMB(page), 1),
    bytes: server.bytes(name),
    memoryMB: await mostPrivateMB(runner.processes),
    ...(runner.memory.length > 0 && {
      mostMemoryMB: Math.max(...runner.memory),
      minutes: runner.memory.length,
    }),
    macs: runner.macs.length > 0 ? median(runner.macs) : null,
    macsP95: runner.macs.length > 0 ? quantile(runner.macs, 0.95) : null,
    ...(byStage && { stages: byStage.mean, stageFigures: byStage }),
  };
  const mostly = [...expressions].sort((a, b) => b[1] - a[1])[0]![0];
  return { name, figures, seen: `${faces}/${times.length}`, mostly, tensors };
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), {
    backend: 'text',
    clip: 'text',
    frames: 'text',
    throttle: 'text',
    minutes: 'text',
  });
  const backend = options.backend ?? 'wasm';
  if (!isBackend(backend)) throw new UsageError('--backend must be wasm, webgl or webgpu.');
  const frames = wholeNumber(options.frames, 'frames', FRAMES[backend]!);
  if (frames < 1) throw new UsageError('--frames must be at least 1.');
  const throttle = wholeNumber(options.throttle, 'throttle', 1);
  if (throttle < 1) throw new UsageError('--throttle must be at least 1.');
  const minutes = wholeNumber(options.minutes, 'minutes', 0);
  const clip = options.clip ?? (await cachedClip([{ show: ['happy'], seconds: 6 }], 'bench'));
  const results = await compare({ backend, pictures: await readMjpeg(clip), frames, throttle, minutes });
  const rows = results.map(({ name, figures, seen, mostly, tensors }) => [
    name,
    figures.median,
    figures.p95,
    figures.processorMs ?? '?',
    figures.processorP95Ms ?? '?',
    figures.first,
    figures.heapMB,
    (figures.bytes / 2 ** 20).toFixed(2),
    figures.memoryMB ?? '?',
    ...(minutes > 0 ? [figures.mostMemoryMB ?? '?'] : []),
    figures.macs === null ? '?' : (figures.macs / 1e6).toFixed(1),
    figures.macsP95 === null ? '?' : (figures.macsP95 / 1e6).toFixed(1),
    tensors,
    seen,
    mostly,
  ]);
  const head = [
    '',
    'median ms',
    'p95 ms',
    'processor ms',
    'p95 of it',
    'first ms',
    'heap MB',
    'package MB',
    minutes > 0 ? `memory MB after ${minutes} min` : 'memory MB',
    ...(minutes > 0 ? ['most of it'] : []),
    'million MAC',
    'p95 of them',
    'new tensors',
    'faces',
    'mostly',
  ];
  const slowed = throttle > 1 ? `, processor slowed down ${throttle} times` : '';
  console.log(`backend ${backend}, ${frames} frames, one each in turn${slowed}\n\n${table(head, rows)}\n`);
  for (const { name, figures } of results) {
    if (!figures.stageFigures) continue;
    const { mean, median: usual, slowest } = figures.stageFigures;
    const stages = Object.keys(mean).map((stage) => [
      stage,
      ...[mean, usual, slowest].map((each) => each[stage]!.toFixed(2)),
    ]);
    console.log(`${table([name, 'mean ms', 'median', 'slowest tenth'], stages)}\n`);
  }
  const share = (figure: 'median' | 'processorMs' | 'first'): string => {
    const [ours, human] = results.map(({ figures }) => figures[figure]);
    return ours && human ? `${((100 * ours) / human).toFixed(0)} %` : '?';
  };
  console.log(
    `Of Human's we take ${share('median')} of the time per frame, ${share('processorMs')} of the processor's, ` +
      `and ${share('first')} of the time to the first answer.\n`,
  );
  return { backend, throttle, ...Object.fromEntries(results.map(({ name, figures }) => [name, figures])) };
});
