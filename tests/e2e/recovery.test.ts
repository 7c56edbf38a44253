import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground, sleep } from '../../scripts/lib/remote.mjs';
import {
  type Call,
  type Harness,
  type LaunchOptions,
  launch,
  waitForNewPictures,
  waitForState,
  waitUntil,
} from './harness';
import { processesOf, whyNoProcesses } from './support/processes';

const unseen = whyNoProcesses();
if (unseen !== null) console.warn(`A machine that sleeps is not tested: ${unseen}.`);

/**
 * How long the machine sleeps: longer than any reaction takes, than a gap in the frames that ends a smile, and than the
 * patience with a worker that is used to its pace. Milliseconds.
 */
const SLEEP = 10_000;
/** How long a tab is frozen. Milliseconds. */
const FREEZE = 4000;
/** How long WebGL without a graphics card may take to compile its programs, on a busy machine. Milliseconds. */
const SLOW_BACKEND = 150_000;

describe('what may happen to the machine during a call', () => {
  let harness: Harness | undefined;
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
  });

  async function start(
    options: LaunchOptions & { backend?: 'webgl' } = {},
  ): Promise<{ harness: Harness; call: Call }> {
    const { backend, ...rest } = options;
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), ...rest });
    if (backend) await askBackground(harness.popup, { type: 'change-settings', patch: { backend } });
    await harness.setSite(true);
    await harness.setAuto(true);
    const call = await harness.openCall();
    await waitForState(harness, call, 'watching');
    return { harness, call };
  }

  /** Frames are analysed that were captured after now. */
  async function goesOn(running: Harness, call: Call): Promise<void> {
    const since = Date.now();
    await waitUntil('reactions come again', async () =>
      (await running.snapshot(call))?.reactions.some((reaction) => reaction.time > since),
    );
    await waitForNewPictures(call);
  }

  /** The browser's ids of the inference workers that run. */
  async function workers({ browser, extensionId }: Harness): Promise<readonly string[]> {
    const client = await browser.target().createCDPSession();
    const { targetInfos } = await client.send('Target.getTargets', { filter: [{}] });
    await client.detach();
    return targetInfos
      .filter(({ type, url }) => type === 'worker' && url.includes(extensionId))
      .map(({ targetId }) => targetId);
  }

  async function isReplaced(running: Harness, before: readonly string[], patience?: number): Promise<void> {
    expect(before).toHaveLength(1);
    const another = async (): Promise<boolean> => {
      const now = await workers(running);
      return now.length === 1 && now[0] !== before[0];
    };
    await waitUntil('another worker runs', another, patience);
  }

  it('a worker that hangs is replaced by another', async () => {
    const { harness: running, call } = await start();
    const before = await workers(running);
    const page = await running.offscreenTarget()!.asPage();
    const worker = await waitUntil('the worker is there', () => page.workers()[0]);
    await worker.evaluate(() => {
      setTimeout(() => {
        for (;;);
      });
    });
    await isReplaced(running, before);
    await goesOn(running, call);
  });

  it('a worker that ends without a word is replaced at once, also while nobody waits for its answer', async () => {
    const { harness: running, call } = await start();
    const before = await workers(running);
    await call.page.evaluate(() => window.__call.setCamera(false));
    await waitForState(running, call, 'camera-off');
    const page = await running.offscreenTarget()!.asPage();
    const worker = await waitUntil('the worker is there', () => page.workers()[0]);
    await worker.evaluate(() => self.close()).catch(() => {});
    await isReplaced(running, before);
    await call.page.evaluate(() => window.__call.setCamera(true));
    await goesOn(running, call);
  });

  it('a graphics card that is lost: the networks are loaded again', async () => {
    const { harness: running, call } = await start({ backend: 'webgl', own: true });
    const before = await workers(running);
    const client = await running.browser.target().createCDPSession();
    const { processInfo } = await client.send('SystemInfo.getProcessInfo');
    const gpu = processInfo.find(({ type }) => type === 'GPU');
    process.kill(gpu!.id, 'SIGKILL');
    await isReplaced(running, before, SLOW_BACKEND);
    const since = Date.now();
    // Without a graphics card this backend is too slow to wait for a reaction.
    const analysedAgain = async (): Promise<boolean> =>
      ((await running.snapshot(call))?.load?.newest ?? 0) > since;
    await waitUntil('pictures are analysed again', analysedAgain, SLOW_BACKEND);
    await waitForNewPictures(call);
  }, 360_000);

  it.skipIf(unseen !== null)(
    'a machine that sleeps: nothing is made of the gap, and the call goes on',
    async () => {
      const { harness: running, call } = await start({ own: true });
      await waitUntil('a span is kept', async () => (await running.spans()).length > 0);
      const processes = processesOf(running.browser);
      const slept = Date.now();
      for (const pid of processes) process.kill(pid, 'SIGSTOP');
      try {
        await sleep(SLEEP);
      } finally {
        for (const pid of processes) process.kill(pid, 'SIGCONT');
      }
      const woke = Date.now();
      await goesOn(running, call);
      const { reactions } = (await running.snapshot(call))!;
      expect(reactions.filter(({ time }) => time > slept + 1000 && time < woke)).toEqual([]);
      await waitUntil('spans of after it are kept', async () =>
        (await running.spans()).some(({ start }) => start > woke),
      );
      const over = (await running.spans()).filter(
        ({ start, duration }) => start < woke && start + duration > woke,
      );
      expect(over.filter(({ start }) => start < slept)).toEqual([]);
      expect((await running.spans()).every(({ duration }) => duration < SLEEP)).toBe(true);
    },
  );

  it('a tab that is frozen and thawed: the call goes on', async () => {
    const { harness: running, call } = await start();
    const client = await call.page.createCDPSession();
    const { length } = (await running.snapshot(call))!.reactions;
    await client.send('Page.setWebLifecycleState', { state: 'frozen' });
    const frozen = Date.now();
    await sleep(FREEZE);
    await client.send('Page.setWebLifecycleState', { state: 'active' });
    const thawed = Date.now();
    await goesOn(running, call);
    const { reactions } = (await running.snapshot(call))!;
    expect(reactions.length).toBeGreaterThan(length);
    expect(reactions.filter(({ time }) => time > frozen + 1000 && time < thawed)).toEqual([]);
  });
});
