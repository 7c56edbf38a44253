import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { whyNoPowerService } from '../../scripts/lib/find-power-service.mjs';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { type PowerService, startPowerService } from './support/power-service';

const missing = whyNoPowerService();
if (missing !== null) console.warn(`The test on battery is skipped: ${missing}.`);

/** The browser's own Battery Status API, which asks a made-up battery. */
describe.skipIf(missing !== null)('a computer that runs on its battery', () => {
  let power: PowerService;
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    power = await startPowerService();
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), env: power.env, own: true });
    await harness.setSite(true);
    call = await harness.openCall();
    await waitForState(harness, call, 'watching');
  });
  afterAll(async () => {
    await harness?.close();
    power?.close();
  });

  it('has fewer pictures read, as the popup says, until it is plugged in', async () => {
    const load = async () => (await harness.snapshot(call))?.load ?? null;
    const battery = async (): Promise<{ charging: boolean; level: number }> =>
      harness.popup.evaluate(async () => {
        const owner = navigator as unknown as {
          getBattery(): Promise<{ charging: boolean; level: number }>;
        };
        const { charging, level } = await owner.getBattery();
        return { charging, level };
      });
    expect(await battery()).toEqual({ charging: true, level: 0.5 });
    const plugged = await waitUntil('pictures are read', async () => {
      const now = await load();
      return now !== null && now.framesPerSecond > 0 ? now : null;
    });
    expect(plugged.backOff).not.toBe('battery');

    power.plug(false);
    await waitUntil('less is read', async () => (await load())?.backOff === 'battery');
    expect(await battery()).toEqual({ charging: false, level: 0.5 });

    power.plug(true);
    await waitUntil('it is read as before', async () => {
      const now = await load();
      return now !== null && now.framesPerSecond > 0 && now.backOff !== 'battery';
    });
  });
});
