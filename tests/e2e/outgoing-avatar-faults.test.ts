/** A character over the face while the camera, the face or the graphics card let it down: nobody ever sees the face. */
import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, TWO_FACES } from '../../scripts/lib/clip.mjs';
import { askBackground } from '../../scripts/lib/remote.mjs';
import type { CharacterId } from '../../src/shared/avatar';
import { DEFAULT_AVATAR } from '../../src/shared/avatar/choice';
import type { MaskChoice } from '../../src/shared/settings/schema';
import {
  type Call,
  type Harness,
  type LaunchOptions,
  launch,
  waitForNewPictures,
  waitUntil,
} from './harness';
import { type Look, looksOf, watchRemote } from './remote-eye';
import { COVERED, SHARP } from './support/covered-call';
import { processesWith, whyNoProcesses } from './support/processes';
import { y4mOf } from './support/raw-clip';

const SMILE = [{ show: ['happy'], seconds: 4 }];
/** The face goes and comes, the light goes out and on again. The same face in the same place: a cut is no movement. */
const COMES_AND_GOES = [
  { show: ['happy'], seconds: 1.6 },
  { show: ['room'], seconds: 0.6 },
  { show: ['happy'], seconds: 1.6 },
  { show: [], seconds: 0.6 },
];
const isBare = (look: Look): boolean => look.bare > COVERED && look.detail > SHARP;
const isLit = (look: Look): boolean => look.brightness > 20;

describe('a character over the face', () => {
  const open: Harness[] = [];
  afterEach(async () => {
    for (const harness of open.splice(0)) await harness.close();
  });

  /** A call whose far end is watched from its first picture on, with a character over the face. */
  async function start(
    options: LaunchOptions,
    mask: MaskChoice,
    figure: CharacterId,
  ): Promise<{ readonly harness: Harness; readonly call: Call }> {
    const harness = await launch(options);
    open.push(harness);
    await harness.setSite(true);
    await harness.setOutputs({ video: false, mask });
    await askBackground(harness.popup, {
      type: 'change-settings',
      patch: { avatar: { ...DEFAULT_AVATAR, figure } },
    });
    const call = await harness.openCall('');
    await watchRemote(call.page);
    await call.page.evaluate(() => window.__call.join());
    await waitUntil('others see the character', () => sees(harness, call, 'avatar'));
    return { harness, call };
  }

  const sees = async (harness: Harness, call: Call, what: string): Promise<boolean> =>
    (await harness.snapshot(call))?.othersSee === what;
  const bareOf = async (call: Call): Promise<readonly Look[]> => (await looksOf(call.page)).filter(isBare);

  it.each([
    // The white of the fox has the colour of skin once it is encoded.
    ['hold', 'ball', 'held'],
    ['blur', 'robot', 'blurred'],
    ['black', 'ghost', 'black'],
  ] as const)('that goes and comes again, and a cut to black: %s', async (mask, figure, cover) => {
    const clip = await cachedClip(COMES_AND_GOES, 'comes-and-goes-again');
    const { harness, call } = await start({ clip, strict: true }, mask, figure);
    for (let round = 0; round < 2; round++) {
      await waitUntil('the face is lost', () => sees(harness, call, cover));
      await waitUntil('the character is back', () => sees(harness, call, 'avatar'));
    }
    const looks = await looksOf(call.page);
    expect(looks.length).toBeGreaterThan(30);
    expect(looks.filter(isLit).length).toBeGreaterThan(10);
    expect(await bareOf(call)).toEqual([]);
  });

  it('whose camera changes its resolution in the call', async () => {
    const { harness, call } = await start(
      { clip: await cachedClip(SMILE, 'smile'), strict: true },
      'hold',
      'ball',
    );
    for (const [width, height] of [
      [320, 240],
      [640, 480],
    ] as const) {
      const before = (await looksOf(call.page)).at(-1)?.n ?? 0;
      const got = await call.page.evaluate(
        async (w, h) => {
          const { track } = window.__call;
          await track?.applyConstraints({ width: { exact: w }, height: { exact: h } });
          return track?.getSettings().width;
        },
        width,
        height,
      );
      expect(got).toBe(width);
      await waitUntil('the character is there again', async () => {
        const last = (await looksOf(call.page)).at(-1);
        return last && last.n > before + 30 && isLit(last) && (await sees(harness, call, 'avatar'));
      });
    }
    expect(await bareOf(call)).toEqual([]);
  });

  it('whose graphics process dies', async () => {
    const { harness, call } = await start(
      { clip: await cachedClip(SMILE, 'smile'), strict: true, own: true },
      'hold',
      'ghost',
    );
    const session = await harness.browser.target().createCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const gpu = processInfo.find(({ type }) => type === 'GPU');
    process.kill(gpu!.id, 'SIGKILL');
    const before = (await looksOf(call.page)).at(-1)?.n ?? 0;
    await waitUntil('pictures go on', async () => ((await looksOf(call.page)).at(-1)?.n ?? 0) > before + 60);
    await waitUntil('the character is there', () => sees(harness, call, 'avatar'));
    expect(await bareOf(call)).toEqual([]);
  });

  it.skipIf(whyNoProcesses() !== null)('whose camera stalls for seconds and goes on', async () => {
    const clip = await cachedClip(SMILE, 'smile');
    const { harness, call } = await start({ clip, strict: true, own: true }, 'hold', 'robot');
    const capture = processesWith(harness.browser, await y4mOf(clip));
    expect(capture).not.toEqual([]);
    const newest = async () => (await looksOf(call.page)).at(-1)?.n ?? 0;
    for (const pid of capture) process.kill(pid, 'SIGSTOP');
    try {
      let [last, still] = [-1, 0];
      // Longer than any face is believed to be where it was.
      await waitUntil('no picture comes for long', async () => {
        const n = await newest();
        still = n === last ? still + 1 : 0;
        last = n;
        return still >= 20;
      });
    } finally {
      for (const pid of capture) process.kill(pid, 'SIGCONT');
    }
    const before = await newest();
    await waitUntil('pictures go on', async () => (await newest()) > before + 60);
    await waitUntil('the character is there', () => sees(harness, call, 'avatar'));
    expect(await bareOf(call)).toEqual([]);
  });

  it('with somebody else in the picture: both are covered', async () => {
    const { harness, call } = await start(
      { clip: await cachedClip(TWO_FACES, 'two-faces'), strict: true },
      'black',
      'robot',
    );
    await waitForNewPictures(call);
    const masked = (await looksOf(call.page)).filter(isLit);
    expect(masked.length).toBeGreaterThan(0);
    await harness.setOutputs({ video: false, mask: 'off' });
    await waitUntil('nothing is drawn', async () => {
      const snapshot = await harness.snapshot(call);
      return snapshot !== null && snapshot.othersSee === undefined;
    });
    await waitForNewPictures(call);
    await waitForNewPictures(call);
    const bare = (await looksOf(call.page)).at(-1)!.skin;
    expect(Math.max(...masked.map(({ skin }) => skin))).toBeLessThan(bare / 2);
  });
});
