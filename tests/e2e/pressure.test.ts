import { afterAll, beforeAll, describe, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';

/** The browser's own Compute Pressure API, with a state that is made up below it. */
describe('a computer that runs hot', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
    await harness.setSite(true);
    call = await harness.openCall();
    await waitForState(harness, call, 'watching');
  });
  afterAll(() => harness?.close());

  it('has fewer pictures read, as the popup says, until it has cooled down', async () => {
    const client = await call.page.createCDPSession();
    const source = 'cpu' as const;
    await client.send('Emulation.setPressureSourceOverrideEnabled', { enabled: true, source });
    const heat = (state: 'nominal' | 'critical') =>
      client.send('Emulation.setPressureStateOverride', { source, state });
    const load = async () => (await harness.snapshot(call))?.load ?? null;
    // The page has observed the machine's own pressure until now: it begins anew with the camera.
    await call.page.reload();
    await waitForState(harness, call, 'watching');
    await heat('critical');
    await waitUntil('less is read', async () => (await load())?.backOff === 'heat');
    await heat('nominal');
    await waitUntil('it is read as before', async () => {
      const now = await load();
      return now !== null && now.framesPerSecond > 0 && now.backOff !== 'heat';
    });
  });
});
