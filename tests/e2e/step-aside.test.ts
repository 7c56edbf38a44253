/** The card keeps off the call's own buttons on a page that nobody has described. The camera shows no face. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallServer } from '../../scripts/lib/call-server.mjs';
import { type Harness, waitForState, waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';
import { launchStandIn, openStandInCall, serve, step } from './stand-in';

/** Height of the page's bar of buttons, at the bottom. Pixels. */
const BAR = 90;

describe('the card', () => {
  let harness: Harness;
  let server: CallServer;
  let page: Page;

  beforeAll(async () => {
    server = await serve();
    harness = await launchStandIn();
    await harness.setSite(true);
    const call = await openStandInCall(harness, server.url);
    page = call.page;
    await step(page, 'open', 'camera');
    await waitForState(harness, call, 'no-face');
    await waitUntil('the tour is there', () => overlayButton(page, 'Skip'));
    await pressInOverlay(page, 'Skip');
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });

  const grip = () => overlayButton(page, 'Move with the arrow keys');
  /** The lowest buttons of the card. */
  const lowest = async () => (await overlayButton(page, 'Send: thumbs up'))?.y ?? 0;
  const height = () => page.evaluate(() => innerHeight);
  const drag = async (x: number, y: number) => {
    const from = (await grip())!;
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(x, y, { steps: 8 });
    await page.mouse.up();
  };
  const showBar = () =>
    page.evaluate((tall) => {
      const bar = document.createElement('div');
      bar.id = 'bar';
      bar.style.cssText = `position: fixed; inset: auto 0 0; height: ${tall}px; display: flex; gap: 8px; justify-content: center`;
      for (const name of ['Mic', 'Cam', 'Leave']) {
        const button = bar.appendChild(document.createElement('button'));
        button.textContent = name;
        button.style.cssText = 'width: 120px; height: 100%';
      }
      document.body.append(bar);
    }, BAR);

  it('moves away when they appear, and comes back when they are gone', async () => {
    await drag(500, (await height()) - 60);
    const parked = await lowest();
    expect(parked).toBeGreaterThan((await height()) - BAR);
    await showBar();
    await waitUntil('it has moved up', async () => (await lowest()) < (await height()) - BAR);
    await page.evaluate(() => document.querySelector('#bar')!.remove());
    await waitUntil('it is back', async () => (await lowest()) === parked);
  });

  it('cannot be parked over them', async () => {
    await showBar();
    await waitUntil('it has moved up', async () => (await lowest()) < (await height()) - BAR);
    await drag(480, (await height()) - 40);
    expect(await lowest()).toBeLessThan((await height()) - BAR);
  });
});
