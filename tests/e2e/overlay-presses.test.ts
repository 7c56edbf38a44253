/** Whose presses the card takes, and where it can be pressed. The camera shows no face: nothing comes by itself. */
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallServer } from '../../scripts/lib/call-server.mjs';
import { type Call, type Harness, waitForState, waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';
import { launchStandIn, openStandInCall, serve, step } from './stand-in';

const THUMB = 'Send: thumbs up';

describe('the card', () => {
  let harness: Harness;
  let server: CallServer;
  let call: Call;
  let page: Page;

  beforeAll(async () => {
    server = await serve();
    harness = await launchStandIn();
    await harness.setSite(true);
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });
  beforeEach(async () => {
    call = await openStandInCall(harness, `${server.url}?${Math.random()}`);
    page = call.page;
    await step(page, 'open', 'camera');
    await waitForState(harness, call, 'no-face');
    await waitUntil('the card is there', () => overlayButton(page, THUMB));
  });
  afterEach(() => call?.page.close());

  const sent = async () => (await harness.snapshot(call))?.reactions.length ?? 0;
  /** Presses until it counts: the card must have stood still for a moment. */
  const sendOne = async () => {
    const before = await sent();
    await waitUntil('the press counts', async () => {
      await pressInOverlay(page, THUMB).catch(() => {});
      return (await sent()) > before;
    });
  };

  it('sends an emoji that the user picks', async () => {
    await sendOne();
    expect((await harness.snapshot(call))?.reactions[0]).toMatchObject({ emoji: '1f44d', picked: true });
  });

  it('takes no press through something that lies above it, and takes it again after that', async () => {
    await sendOne();
    await page.evaluate(() => {
      const cover = document.createElement('div');
      cover.id = 'cover';
      cover.setAttribute('popover', 'manual');
      cover.style.cssText =
        'position: fixed; inset: 0; width: 100vw; height: 100vh; background: white; pointer-events: none';
      document.body.append(cover);
      cover.showPopover();
    });
    // Above it for as long as the browser takes to say so.
    await waitUntil('a press no longer counts', async () => {
      const before = await sent();
      await pressInOverlay(page, THUMB);
      await pressInOverlay(page, THUMB);
      return (await sent()) === before;
    });
    const before = await sent();
    for (let i = 0; i < 5; i++) await pressInOverlay(page, THUMB);
    expect(await sent()).toBe(before);
    await page.evaluate(() => document.querySelector('#cover')!.remove());
    await sendOne();
  });

  it.each([
    ['in the page', 'document.body'],
    [
      'in a component',
      'document.body.appendChild(document.createElement("section")).attachShadow({ mode: "open" })',
    ],
  ])('goes into a modal dialog %s, where it can be pressed, and out again', async (_, parent) => {
    const open = (code: string) =>
      page.evaluate(`(() => {
        const dialog = document.createElement('dialog');
        dialog.style.cssText = 'width: 90vw; height: 85vh';
        dialog.textContent = 'Settings';
        (${code}).append(dialog);
        globalThis.__dialog = dialog;
        dialog.showModal();
      })()`);
    await open(parent);
    await waitUntil('the press on Pause counts', async () => {
      const place = await overlayButton(page, 'Pause');
      if (place !== null) await page.mouse.click(place.x, place.y);
      return (await harness.snapshot(call))?.state.kind === 'paused';
    });
    await page.evaluate('globalThis.__dialog.close()');
    await waitUntil('it is in the document itself', () =>
      page.evaluate(() => document.querySelector('[data-emojigen]')?.parentElement?.tagName === 'HTML'),
    );
    await waitUntil('the press on Resume counts', async () => {
      if ((await overlayButton(page, 'Resume')) !== null) await pressInOverlay(page, 'Resume');
      return (await harness.snapshot(call))?.state.kind !== 'paused';
    });
  });
});
