/** Browsers that lack what the networks would like to run on. */
import type { Page } from 'puppeteer';
import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground } from '../../scripts/lib/remote.mjs';
import { type Call, type Harness, launch, waitForNewPictures, waitForState, waitUntil } from './harness';

/** `--disable-3d-apis` would leave it to workers. */
const NO_WEBGL = ['--disable-gpu', '--disable-software-rasterizer'];

/** What WebAssembly and WebGL can do here, asked in a worker as the analysis runs in one. */
const abilities = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const look = () => {
      // (module (func (drop (i8x16.splat (i32.const 0)))))
      const withSimd = [
        ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0],
        ...[10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11],
      ];
      const wasm = typeof WebAssembly !== 'undefined';
      postMessage({
        webgl: new OffscreenCanvas(1, 1).getContext('webgl2') !== null,
        wasm,
        simd: wasm && WebAssembly.validate(new Uint8Array(withSimd)),
      });
    };
    const worker = new Worker(URL.createObjectURL(new Blob([`(${look})()`])));
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => {
        worker.terminate();
        resolve(data);
      };
    });
  });

describe('a browser that can do less', () => {
  let harness: Harness | undefined;
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
  });

  async function start(...args: string[]): Promise<{ harness: Harness; call: Call }> {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), args, own: true });
    await harness.setSite(true);
    await harness.setAuto(true);
    return { harness, call: await harness.openCall() };
  }

  const reacts = ({ harness: running, call }: { harness: Harness; call: Call }) =>
    waitUntil('a smile is answered', async () =>
      (await running.snapshot(call))?.reactions.some(({ expression }) => expression === 'happy'),
    );

  it('without WebGL: recognises on the processor, also where the user chose the graphics card', async () => {
    const running = await start(...NO_WEBGL);
    expect(await abilities(running.call.page)).toEqual({ webgl: false, wasm: true, simd: true });
    await askBackground(running.harness.popup, { type: 'change-settings', patch: { backend: 'webgl' } });
    await reacts(running);
  });

  it('without SIMD in WebAssembly: recognises, only slower', async () => {
    const running = await start(...NO_WEBGL, '--js-flags=--no-enable-sse4-1 --no-enable-avx');
    expect(await abilities(running.call.page)).toEqual({ webgl: false, wasm: true, simd: false });
    await reacts(running);
  });

  it('without WebGL and WebAssembly: says so in plain words, and the call is as it was', async () => {
    // Without a compiler at run time there is no WebAssembly (and JavaScript is slow).
    const { harness: running, call } = await start(...NO_WEBGL, '--js-flags=--jitless');
    expect(await abilities(call.page)).toEqual({ webgl: false, wasm: false, simd: false });
    const { state } = await waitForState(running, call, 'error');
    expect((state as { message: string }).message).toBe(
      'Neither WebAssembly nor WebGL works in this browser, so expressions cannot be recognised.',
    );
    await waitForNewPictures(call);
    expect(await call.page.evaluate(() => window.__call.trackInfo()?.readyState)).toBe('live');
    expect(await running.spans()).toEqual([]);
  });
});
