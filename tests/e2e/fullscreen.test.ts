import { describe, expect, it } from 'vitest';
import { waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';
import { standInCalls } from './support/stand-in-calls';

/** Elements that a page puts in fullscreen: how to make them, as code that leaves the element in `it`. */
const ELEMENTS = {
  'the whole document': 'it = document.documentElement',
  'an element in the page': 'it = document.createElement("main"); document.body.append(it)',
  'an element whose page styles its children':
    'it = document.createElement("main"); it.id = "strange"; document.body.append(it); const s = new CSSStyleSheet();' +
    's.replaceSync("#strange > * { display: none !important; opacity: 0 !important; visibility: hidden !important }");' +
    'document.adoptedStyleSheets = [s]',
  'an element in a component':
    'const host = document.createElement("section"); document.body.append(host);' +
    'it = document.createElement("main"); host.attachShadow({ mode: "open" }).append(it)',
};

describe('the overlay in fullscreen', () => {
  const on = standInCalls();

  /** Evaluates as if the user had just clicked, and waits for what it promises. */
  async function asUser(expression: string): Promise<void> {
    const client = await on.page.createCDPSession();
    const asked = { expression, userGesture: true, awaitPromise: true };
    const { exceptionDetails } = await client.send('Runtime.evaluate', asked);
    expect(exceptionDetails?.exception?.description).toBeUndefined();
    await client.detach();
  }

  const enter = (element: string) =>
    asUser(`(() => { let it; ${element}; globalThis.__it = it; return it.requestFullscreen(); })()`);
  const isFull = (full: boolean) =>
    waitUntil(`fullscreen is ${full}`, () =>
      on.page.evaluate((is) => (document.fullscreenElement !== null) === is, full),
    );
  const hosts = () =>
    on.page.evaluate(() =>
      [...document.querySelectorAll('[data-emojigen]')].map((each) => each.parentElement?.tagName),
    );

  it.each(Object.entries(ELEMENTS))(
    'of %s can be used, and is back where it was after it',
    async (_, element) => {
      await on.open('Pause');
      await enter(element);
      await isFull(true);
      await waitUntil('the press on Pause counts', async () => {
        const place = await overlayButton(on.page, 'Pause');
        if (place !== null) await on.page.mouse.click(place.x, place.y);
        return (await on.harness.snapshot(on.call))?.state.kind === 'paused';
      });
      await on.page.evaluate(() => document.exitFullscreen());
      await isFull(false);
      await waitUntil('it is in the document itself', async () => `${await hosts()}` === 'HTML');
      await waitUntil('the press on Resume counts', async () => {
        if ((await overlayButton(on.page, 'Resume')) !== null) await pressInOverlay(on.page, 'Resume');
        return (await on.harness.snapshot(on.call))?.state.kind === 'no-face';
      });
    },
  );

  it('of a video, which shows no children, is seen above it', async () => {
    await on.open('Pause');
    await enter('it = document.createElement("video"); document.body.append(it)');
    await isFull(true);
    await waitUntil('it is above', () =>
      on.page.evaluate(() => {
        const host = document.querySelector('[data-emojigen]');
        return host?.parentElement === document.documentElement && host.matches(':popover-open');
      }),
    );
    expect(await overlayButton(on.page, 'Pause')).not.toBeNull();
    await on.page.evaluate(() => document.exitFullscreen());
  });

  it('of an element that the page empties and takes away, it comes back', async () => {
    await on.open('Pause');
    await enter(ELEMENTS['an element in the page']);
    await isFull(true);
    await waitUntil('it is inside', async () => `${await hosts()}` === 'MAIN');
    await on.page.evaluate('globalThis.__it.replaceChildren()');
    await waitUntil('it is inside again', async () => `${await hosts()}` === 'MAIN');
    await on.page.evaluate('globalThis.__it.remove()');
    await waitUntil('it is in the document itself', async () => `${await hosts()}` === 'HTML');
    expect(await overlayButton(on.page, 'Pause')).not.toBeNull();
  });
});
