import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { sleep } from '../../scripts/lib/remote.mjs';
import type { Outputs } from '../../src/shared/settings/schema';
import { type Call, type Harness, launch, waitForNewPictures, waitForState, waitUntil } from './harness';
import { contentScriptOf } from './isolated';
import { type Look, looksOf, watchRemote } from './remote-eye';
import { reloadExtension } from './support/reload';

const SMILE = [{ show: ['happy'], seconds: 4 }];
/** Shares of the picture, as in outgoing-mask.test.ts. */
const BARE = 0.6;
const COVERED = 0.15;
const isMasked = (look: Look): boolean => look.yellow > 0.04 && look.bare < COVERED;
const isBare = (look: Look): boolean => look.bare > BARE && look.yellow < 0.04;
/** The smiling scene of the long clip, with an emoji in it. */
const hasPop = (look: Look): boolean => look.brightness > 120 && look.yellow > 0.01;

describe('an output that was switched on in the call', () => {
  let harness: Harness | undefined;
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
  });

  /** A call with the plain camera, in which the outputs are switched on later. */
  async function start(
    clip: string,
    outputs: Partial<Outputs>,
    seen: (look: Look) => boolean,
  ): Promise<Call> {
    harness = await launch({ clip });
    await harness.setSite(true);
    await harness.setAuto(true);
    const call = await harness.openCall('');
    await watchRemote(call.page);
    await call.page.evaluate(() => window.__call.join());
    await waitForState(harness, call, 'watching');
    await waitForNewPictures(call);
    await harness.setOutputs(outputs);
    await sees(call, 'the output', seen);
    return call;
  }

  async function sees(call: Call, what: string, is: (look: Look) => boolean, after = 0): Promise<void> {
    await waitUntil(`others see ${what}`, async () =>
      (await looksOf(call.page)).some((look) => look.n > after && is(look)),
    );
  }

  const count = async (call: Call): Promise<number> => (await looksOf(call.page)).length;
  const bareAfter = async (call: Call, after: number): Promise<readonly Look[]> =>
    (await looksOf(call.page)).filter((look) => look.n > after && look.bare > COVERED);

  it('the mask outlives an update of the extension: no bare face in between', async () => {
    const call = await start(await cachedClip(SMILE, 'smile'), { mask: 'black' }, isMasked);
    const masked = await count(call);
    for (let round = 0; round < 2; round++) {
      await reloadExtension(harness!, call.tab);
      await call.page.bringToFront();
      const before = await count(call);
      await sees(call, 'the mask again', isMasked, before + 30);
      await waitForNewPictures(call);
    }
    expect(await bareAfter(call, masked)).toEqual([]);
  });

  it('the emoji in the video come again after an update', async () => {
    const call = await start(await cachedClip(QUICK, 'quick'), { video: true }, hasPop);
    await reloadExtension(harness!, call.tab);
    await call.page.bringToFront();
    await waitForNewPictures(call);
    await sees(call, 'an emoji again', hasPop, await count(call));
  });

  it('the mask stays closed while the analysis is gone, and follows the face again', async () => {
    const call = await start(await cachedClip(SMILE, 'smile'), { mask: 'black' }, isMasked);
    const masked = await count(call);
    await harness!.popup.evaluate(() => chrome.offscreen.closeDocument());
    const gone = await count(call);
    await waitForNewPictures(call);
    await sees(call, 'the mask again', isMasked, gone + 45);
    expect(await bareAfter(call, masked)).toEqual([]);
  });

  it('drawing that fails: others see the camera', async () => {
    const call = await start(await cachedClip(QUICK, 'quick'), { video: true }, hasPop);
    const run = await contentScriptOf(call.page);
    await run('ReadableStreamDefaultReader.prototype.read = () => new Promise(() => {});');
    await waitUntil(
      'the failure is told',
      async () => (await harness!.snapshot(call))?.outgoing === 'failed',
    );
    const broken = await count(call);
    await waitForNewPictures(call);
    await sees(call, 'the face', isBare, broken);
    // And the camera's own track again, once the user has switched it off.
    await harness!.setOutputs({});
    await waitForNewPictures(call);
    await sees(call, 'the face', isBare, await count(call));
  });

  it('drawing that fails with the mask on: nobody sees the face', async () => {
    const call = await start(await cachedClip(SMILE, 'smile'), { mask: 'black' }, isMasked);
    const masked = await count(call);
    await (await contentScriptOf(call.page))(
      "VideoFrame.prototype.copyTo = () => { throw new Error('broken'); };",
    );
    await waitUntil(
      'the failure is told',
      async () => (await harness!.snapshot(call))?.outgoing === 'failed',
    );
    // By then a picture that was under way has long come.
    await sleep(1000);
    expect(await bareAfter(call, masked)).toEqual([]);
  });
});
