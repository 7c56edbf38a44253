import { afterAll, beforeAll, it } from 'vitest';
import { openPopup, sleep } from '../../scripts/lib/remote.mjs';
import { type Harness, waitForState } from './harness';
import { launchStandIn, openStandInCall, serve, step } from './stand-in';

let harness: Harness;
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve();
  harness = await launchStandIn();
  await harness.setSite(true);
});
afterAll(async () => {
  await harness?.close();
  await server?.close();
});
it('shots', async () => {
  const call = await openStandInCall(harness, `${server.url}?1`);
  const { page } = call;
  await step(page, 'open', 'camera');
  await waitForState(harness, call, 'no-face');
  await page.evaluate(() => document.documentElement.toggleAttribute('inert', true));
  await waitForState(harness, call, 'unseen');
  await sleep(1500);
  await page.screenshot({ path: '/tmp/unseen-card.png', clip: { x: 0, y: 40, width: 420, height: 330 } });
  const popup = await openPopup(harness.browser, harness.extensionId, call.tab);
  await popup.setViewport({ width: 380, height: 600 });
  for (const theme of ['light', 'dark'] as const) {
    await popup.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await sleep(1500);
    await popup.screenshot({ path: `/tmp/unseen-popup-${theme}.png` });
  }
}, 90000);
