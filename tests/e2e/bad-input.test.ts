import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { BLACK, cachedClip, NO_FACE, QUICK, TWO_FACES } from '../../scripts/lib/clip.mjs';
import { sleep } from '../../scripts/lib/remote.mjs';
import { ROOT } from '../../scripts/lib/toolchain.mjs';
import {
  type Call,
  elementCount,
  type Harness,
  type LaunchOptions,
  launch,
  waitForNewPictures,
  waitForState,
  waitUntil,
} from './harness';

/** Long enough for a message that is believed to show in the next look. Milliseconds. */
const BETWEEN_ATTACKS = 200;

describe('what may come from a camera or a page', () => {
  const open: Harness[] = [];
  afterEach(async () => {
    for (const harness of open.splice(0)) await harness.close();
  });

  async function start(options: LaunchOptions): Promise<Harness> {
    const harness = await launch(options);
    open.push(harness);
    return harness;
  }

  /** With the site and reactions on. */
  async function startOn(options: LaunchOptions): Promise<Harness> {
    const harness = await start(options);
    await harness.setSite(true);
    await harness.setAuto(true);
    return harness;
  }

  const errorOf = (call: Call) =>
    waitUntil('the page is told', () => call.page.evaluate(() => window.__call.error));

  it("a denied camera: the page gets the browser's own error", async () => {
    const clip = await cachedClip(NO_FACE, 'no-face');
    const denied = { clip, allowCamera: false, args: ['--deny-permission-prompts'] };
    const plain = await start({ ...denied, extension: null });
    const expected = await errorOf(await plain.openCall());
    const harness = await startOn(denied);
    const call = await harness.openCall();
    expect(await errorOf(call)).toEqual(expected);
    expect(expected.name).toBe('NotAllowedError');
    await waitForState(harness, call, 'waiting');
  });

  it('no camera at all: the page gets its error, and nothing is claimed', async () => {
    const harness = await startOn({});
    const call = await harness.openCall();
    expect((await errorOf(call)).name).toBe('NotFoundError');
    await waitForState(harness, call, 'waiting');
  });

  it('nobody in the picture: says so, reacts to nothing, keeps nothing', async () => {
    const harness = await startOn({ clip: await cachedClip(NO_FACE, 'no-face') });
    const call = await harness.openCall();
    await waitForState(harness, call, 'no-face');
    await waitForNewPictures(call);
    const snapshot = await waitForState(harness, call, 'no-face');
    expect(snapshot.reactions).toEqual([]);
    expect(await harness.spans()).toEqual([]);
  });

  it('a black picture: says that there is no face', async () => {
    const harness = await startOn({ clip: await cachedClip(BLACK, 'black') });
    const call = await harness.openCall();
    const snapshot = await waitForState(harness, call, 'no-face');
    expect(snapshot.reactions).toEqual([]);
    await waitForNewPictures(call);
  });

  it('two people in the picture: goes on reading', async () => {
    const harness = await startOn({ clip: await cachedClip(TWO_FACES, 'two-faces') });
    const call = await harness.openCall();
    await waitForState(harness, call, 'watching');
    await waitUntil('frames are read', async () => (await harness.snapshot(call))?.load);
    await waitForNewPictures(call);
    await waitForState(harness, call, 'watching');
  });

  it('a camera that ends: says so, and goes on when it is back', async () => {
    const harness = await startOn({ clip: await cachedClip(QUICK, 'quick') });
    const call = await harness.openCall();
    await waitForState(harness, call, 'watching');
    await call.page.evaluate(() => window.__call.track?.stop());
    await waitForState(harness, call, 'camera-off');
    await call.page.evaluate(() => window.__call.setCamera(true));
    await waitForState(harness, call, 'watching');
    await waitForNewPictures(call);
    await call.page.evaluate(() => window.__call.leave());
    await waitForState(harness, call, 'camera-off');
    const kept = (await harness.spans()).length;
    await call.page.evaluate(() => window.__call.join());
    await waitForState(harness, call, 'watching');
    expect((await harness.spans()).length).toBeGreaterThanOrEqual(kept);
  });

  it('a page that forges messages: is not believed', async () => {
    const face = (await readFile(`${ROOT}tests/fixtures/astronaut.png`)).toString('base64');
    const pages = fileURLToPath(new URL('./pages/forger/', import.meta.url));
    const harness = await startOn({ clip: await cachedClip(QUICK, 'quick'), pages });
    const page = await harness.openCall();
    await waitForState(harness, page, 'waiting');
    const elements = await elementCount(page.page);
    for (let round = 0; round < 10; round++) {
      await page.page.evaluate(async (url) => {
        const { __forger } = window as unknown as { __forger: { attack(face: string): Promise<void> } };
        await __forger.attack(url);
      }, `data:image/png;base64,${face}`);
      const snapshot = await harness.snapshot(page);
      expect(snapshot).toMatchObject({ state: { kind: 'waiting' }, reactions: [], load: null });
      await sleep(BETWEEN_ATTACKS);
    }
    expect(await harness.spans()).toEqual([]);
    expect(await elementCount(page.page)).toBe(elements);
    const heard = () =>
      page.page.evaluate(() => (window as unknown as { __forger: { heard: number } }).__forger.heard);
    expect(await heard()).toBe(0);
  });

  it('a site that is off: nothing is read, shown or kept', async () => {
    const clip = await cachedClip(QUICK, 'quick');
    const plain = await start({ clip, extension: null });
    const bare = await plain.openCall();
    await waitForNewPictures(bare);
    const harness = await start({ clip });
    const call = await harness.openCall();
    await waitForNewPictures(call);
    expect((await harness.snapshot(call))?.state.kind ?? 'off').toBe('off');
    expect(await elementCount(call.page)).toBe(await elementCount(bare.page));
    expect(await harness.badge(call)).toBe('');
    expect(await harness.spans()).toEqual([]);
    expect(harness.offscreenTarget()).toBeUndefined();
  });
});
