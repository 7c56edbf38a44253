/** Traces of an extension in what a window shares with all scripts that run in it: a browser without it answers alike. */
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, type LaunchOptions, launch, waitForState, waitUntil } from './harness';

interface Attacks {
  readonly seen: Record<string, string[]>;
  named(): string[];
  rounds(): number;
  watch(): Promise<void>;
  slow(): Promise<void>;
  stopTimers(): void;
}
declare const attacks: Attacks;

const PAGES = fileURLToPath(new URL('./pages/attacks/', import.meta.url));
const STRICT = {
  'content-security-policy': "default-src 'self'; style-src 'self'; img-src data:; worker-src blob:",
};

describe('a page that looks at what all scripts share', () => {
  let harness: Harness;
  afterEach(() => harness?.close());

  const open = async (options: LaunchOptions): Promise<Call> => {
    harness = await launch({
      clip: await cachedClip(QUICK, 'quick'),
      pages: PAGES,
      headers: STRICT,
      ...options,
    });
    if (options.extension !== null) await harness.setAuto(true);
    return harness.openCall('');
  };
  const seen = ({ page }: Call) => page.evaluate(() => attacks.seen);
  const moreRounds = async ({ page }: Call) => {
    const before = await page.evaluate(() => attacks.rounds());
    await waitUntil('it has looked', async () => (await page.evaluate(() => attacks.rounds())) > before + 50);
  };

  it('sees the same without the extension, with it off, and while it reads and reacts', async () => {
    const bare = await open({ extension: null });
    await bare.page.evaluate(() => attacks.slow());
    await bare.page.evaluate(() => attacks.watch());
    await moreRounds(bare);
    const expected = await seen(bare);
    expect(await bare.page.evaluate(() => attacks.named())).toContain('long-animation-frame');
    await harness.close();

    const off = await open({});
    await off.page.evaluate(() => attacks.slow());
    await off.page.evaluate(() => attacks.watch());
    await moreRounds(off);
    expect(await seen(off)).toEqual(expected);
    await harness.setSite(true);
    await harness.setOutputs({ mask: 'black' });
    const on = await harness.openCall('');
    await on.page.evaluate(() => attacks.slow());
    await on.page.evaluate(() => attacks.watch());
    await waitForState(harness, on, 'watching');
    await waitUntil('two reactions', async () => ((await harness.snapshot(on))?.reactions.length ?? 0) > 1);
    await harness.send(on, 'pause');
    await waitForState(harness, on, 'paused');
    await moreRounds(on);
    expect(await seen(on)).toEqual(expected);
  });

  it('cannot stop the extension’s timers', async () => {
    const call = await open({});
    await harness.setSite(true);
    await call.page.evaluate(() => attacks.stopTimers());
    await call.page.evaluate(() => attacks.slow());
    await waitForState(harness, call, 'watching');
    await waitUntil('a reaction', async () => (await harness.snapshot(call))?.reactions.length);
    await harness.send(call, 'pause');
    await waitForState(harness, call, 'paused');
    await harness.send(call, 'resume');
    const before = (await harness.snapshot(call))?.reactions.length ?? 0;
    await waitUntil('another one', async () => {
      const { reactions = [] } = (await harness.snapshot(call)) ?? {};
      return reactions.length > before;
    });
  });
});
