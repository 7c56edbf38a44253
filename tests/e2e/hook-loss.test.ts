import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CallServer } from '../../scripts/lib/call-server.mjs';
import { type Harness, waitForState, waitUntil } from './harness';
import { type Answers, launchStandIn, openStandIn, openStandInCall, probe, serve, step } from './stand-in';
import { processesOf, whyNoProcesses } from './support/processes';

const unseen = whyNoProcesses();
if (unseen !== null) console.warn(`The loss of a camera is not tested: ${unseen}.`);

/** Ends the process that holds the cameras: the browser tells the page as if they had been unplugged. */
function loseCameras({ browser }: Harness): void {
  const holds = (pid: number): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('video_capture.mojom.VideoCaptureService');
    } catch {
      return false;
    }
  };
  const found = processesOf(browser).filter(holds);
  expect(found).toHaveLength(1);
  process.kill(found[0]!, 'SIGKILL');
}

describe('what a page is refused, or loses', () => {
  const open: Harness[] = [];
  let server: CallServer | undefined;
  afterEach(async () => {
    for (const harness of open.splice(0)) await harness.close();
  });
  afterAll(() => server?.close());

  async function start(options: Parameters<typeof launchStandIn>[0] = {}): Promise<Harness> {
    server ??= await serve();
    const harness = await launchStandIn(options);
    open.push(harness);
    if (options.extension !== null) await harness.setSite(true);
    return harness;
  }

  it('the user’s no reaches the page as it is: errors, stacks, and what comes after', async () => {
    const names = [
      'video',
      'both',
      'audioOnly',
      'legacy',
      'webkit',
      'retry',
      'unhandled',
      'refused',
      'noSuchCamera',
    ];
    const answers: Answers[] = [];
    for (const extension of [null, undefined]) {
      const harness = await start({
        allowCamera: false,
        args: ['--deny-permission-prompts'],
        ...(extension === null ? { extension } : {}),
      });
      const page = await openStandIn(harness.browser, server!.url);
      answers.push(await probe(page, names));
    }
    const [bare, hooked] = answers;
    expect(hooked).toEqual(bare);
    expect(hooked!.video).toMatchObject({ threw: expect.stringContaining('NotAllowedError') });
    expect(hooked!.refused).toMatchObject({ name: 'NotAllowedError', type: 'DOMException' });
  });

  const LOST = { events: ['ended true 1', 'state ended'], again: 'live' };

  /** What a page hears when its camera goes, and whether it gets another one. */
  async function lose(harness: Harness, page: Page): Promise<unknown> {
    await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      const [track] = stream.getVideoTracks();
      const heard: string[] = [];
      track!.onended = (event) => heard.push(`ended ${event.isTrusted} ${stream.getTracks().length}`);
      Object.assign(window, { __lost: { track, heard } });
    });
    loseCameras(harness);
    return waitUntil('the page has heard and has a camera again', () =>
      page.evaluate(async () => {
        const { track, heard } = (
          window as unknown as { __lost: { track: MediaStreamTrack; heard: string[] } }
        ).__lost;
        if (heard.length === 0) return null;
        const again = await navigator.mediaDevices.getUserMedia({ video: true });
        Object.assign(window, { __again: again });
        return {
          events: [...heard, `state ${track.readyState}`],
          again: again.getVideoTracks()[0]!.readyState,
        };
      }),
    );
  }

  it.skipIf(unseen !== null)(
    'a camera that goes away: the page hears it as ever, and the next one is read',
    async () => {
      const plain = await start({ extension: null, own: true });
      expect(await lose(plain, await openStandIn(plain.browser, server!.url))).toEqual(LOST);

      const harness = await start({ own: true });
      const call = await openStandInCall(harness, `${server!.url}?lost`);
      await step(call.page, 'open', 'preview');
      await waitForState(harness, call, 'no-face');
      expect(await lose(harness, call.page)).toEqual(LOST);
      await waitForState(harness, call, 'no-face');
    },
  );

  it.skipIf(unseen !== null)('… also where the emoji mask stands in its place', async () => {
    const harness = await start({ own: true });
    await harness.setOutputs({ mask: 'black' });
    const call = await openStandInCall(harness, `${server!.url}?masked`);
    expect(await lose(harness, call.page)).toEqual(LOST);
    await waitUntil(
      'the next one is replaced, too',
      async () => (await harness.snapshot(call))?.outgoing === 'ours',
    );
  });
});
