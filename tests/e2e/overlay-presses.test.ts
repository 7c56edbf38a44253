/** Whose presses the card takes, and where it can be pressed. The camera shows no face: nothing comes by itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import { waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';
import { standInCalls } from './support/stand-in-calls';

const THUMB = 'Send: thumbs up';

describe('the card', () => {
  const on = standInCalls();
  beforeEach(() => on.open(THUMB));

  const sent = async () => (await on.harness.snapshot(on.call))?.reactions.length ?? 0;
  /** Presses until it counts: the card must have stood still for a moment. */
  const sendOne = async () => {
    const before = await sent();
    await waitUntil('the press counts', async () => {
      await pressInOverlay(on.page, THUMB).catch(() => {});
      return (await sent()) > before;
    });
  };

  it('sends an emoji that the user picks', async () => {
    await sendOne();
    expect((await on.harness.snapshot(on.call))?.reactions[0]).toMatchObject({
      emoji: '1f44d',
      picked: true,
    });
  });

  it('takes no press through something that lies above it, and takes it again after that', async () => {
    await sendOne();
    await on.page.evaluate(() => {
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
      await pressInOverlay(on.page, THUMB);
      await pressInOverlay(on.page, THUMB);
      return (await sent()) === before;
    });
    const before = await sent();
    for (let i = 0; i < 5; i++) await pressInOverlay(on.page, THUMB);
    expect(await sent()).toBe(before);
    await on.page.evaluate(() => document.querySelector('#cover')!.remove());
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
      on.page.evaluate(`(() => {
        const dialog = document.createElement('dialog');
        dialog.style.cssText = 'width: 90vw; height: 85vh';
        dialog.textContent = 'Settings';
        (${code}).append(dialog);
        globalThis.__dialog = dialog;
        dialog.showModal();
      })()`);
    await open(parent);
    await waitUntil('the press on Pause counts', async () => {
      const place = await overlayButton(on.page, 'Pause');
      if (place !== null) await on.page.mouse.click(place.x, place.y);
      return (await on.harness.snapshot(on.call))?.state.kind === 'paused';
    });
    await on.page.evaluate('globalThis.__dialog.close()');
    await waitUntil('it is in the document itself', () =>
      on.page.evaluate(() => document.querySelector('[data-emojigen]')?.parentElement?.tagName === 'HTML'),
    );
    await waitUntil('the press on Resume counts', async () => {
      if ((await overlayButton(on.page, 'Resume')) !== null) await pressInOverlay(on.page, 'Resume');
      return (await on.harness.snapshot(on.call))?.state.kind !== 'paused';
    });
  });
});
