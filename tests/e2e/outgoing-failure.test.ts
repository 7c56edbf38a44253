import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { sleep } from '../../scripts/lib/remote.mjs';
import type { Outputs } from '../../src/shared/settings/schema';
import { type Call, type Harness, launch, waitForNewPictures, waitUntil } from './harness';
import { contentScriptOf } from './isolated';
import { looksOf, watchRemote } from './remote-eye';

const SMILE = [{ show: ['happy'], seconds: 4 }];
const BARE = 0.6;
const COVERED = 0.15;
const MASKED = 0.04;
/** By then a picture that was under way has long come. Milliseconds. */
const SETTLED = 1000;

/** What may break in the content script, as code that breaks it. */
const BREAKS = {
  'copying throws': "VideoFrame.prototype.copyTo = () => { throw new Error('broken'); };",
  'copying never ends': 'VideoFrame.prototype.copyTo = () => new Promise(() => {});',
  'the camera cannot be read': 'ReadableStreamDefaultReader.prototype.read = () => new Promise(() => {});',
  'writing fails': "WritableStreamDefaultWriter.prototype.write = () => Promise.reject(new Error('broken'));",
  'no picture can be made': "VideoFrame = function () { throw new Error('broken'); };",
};

describe('when drawing into the outgoing picture fails', () => {
  let harness: Harness | undefined;
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
  });

  async function start(clip: string, outputs: Partial<Outputs>): Promise<Call> {
    harness = await launch({ clip });
    await harness.setSite(true);
    await harness.setAuto(true);
    await harness.setOutputs(outputs);
    const call = await harness.openCall('');
    await watchRemote(call.page);
    await call.page.evaluate(() => window.__call.join());
    return call;
  }

  const waitForFailure = (call: Call) =>
    waitUntil('the failure is told', async () => (await harness!.snapshot(call))?.outgoing === 'failed');

  it.each(Object.entries(BREAKS))('%s: others see the camera', async (_, code) => {
    // Its scenes change, so that reactions come again and again.
    const call = await start(await cachedClip(QUICK, 'quick'), { video: true, mask: 'off' });
    await waitForNewPictures(call);
    const run = await contentScriptOf(call.page);
    // The break also ends the analysis, so it must come while an emoji is up, which takes two seconds.
    const count = async () => (await harness!.snapshot(call))?.reactions.length ?? 0;
    const before = await count();
    await waitUntil('an emoji pops up', async () => (await count()) > before);
    await run(code);
    await waitForFailure(call);
    const { n } = (await looksOf(call.page)).at(-1)!;
    await waitForNewPictures(call);
    await waitUntil('the far end sees the face', async () =>
      (await looksOf(call.page)).some((look) => look.n > n && look.bare > BARE),
    );
    await waitForNewPictures(call);
  });

  it.each(Object.entries(BREAKS))('%s, with the mask on: nobody sees the face', async (_, code) => {
    const call = await start(await cachedClip(SMILE, 'smile'), { video: false, mask: 'black' });
    await waitUntil(
      'the mask is there',
      async () => ((await looksOf(call.page)).at(-1)?.yellow ?? 0) > MASKED,
    );
    await (await contentScriptOf(call.page))(code);
    await waitForFailure(call);
    await sleep(SETTLED);
    expect((await looksOf(call.page)).filter((look) => look.bare > COVERED)).toEqual([]);
  });
});
