import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitForNewPictures, waitForState, waitUntil } from './harness';

const NO_WEBGL = '--disable-3d-apis';

describe('a browser that can do less', () => {
  let harness: Harness | undefined;
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
  });

  async function start(...args: string[]): Promise<{ harness: Harness; call: Call }> {
    harness = await launch({ clip: await cachedClip(DEMO, 'demo-clip'), args });
    await harness.setSite(true);
    await harness.setAuto(true);
    return { harness, call: await harness.openCall() };
  }

  const reacts = ({ harness: running, call }: { harness: Harness; call: Call }) =>
    waitUntil('a smile is answered', async () =>
      (await running.snapshot(call))?.reactions.some(({ expression }) => expression === 'happy'),
    );

  it('without WebGL: recognises on the processor', async () => {
    await reacts(await start(NO_WEBGL));
  });

  it('without SIMD in WebAssembly: recognises, only slower', async () => {
    const running = await start(NO_WEBGL, '--js-flags=--no-enable-sse4-1 --no-enable-avx');
    const simd = await running.call.page.evaluate(() =>
      WebAssembly.validate(
        new Uint8Array([
          0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
        ]),
      ),
    );
    expect(simd).toBe(false);
    await reacts(running);
  });

  it('without WebGL and WebAssembly: says so in plain words, and the call is as it was', async () => {
    const { harness: running, call } = await start(NO_WEBGL, '--js-flags=--no-expose-wasm');
    const { state } = await waitForState(running, call, 'error');
    expect((state as { message: string }).message).toBe(
      'Neither WebAssembly nor WebGL works in this browser, so expressions cannot be recognised.',
    );
    await waitForNewPictures(call);
    expect(await call.page.evaluate(() => window.__call.trackInfo()?.readyState)).toBe('live');
    expect(await running.spans()).toEqual([]);
  });
});
