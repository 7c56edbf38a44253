/** Every way to built-ins of another window that a page may try in order to send a camera that nobody covers. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Call, type Harness, launch, waitUntil } from './harness';
import { CAMERAS } from './stand-in';

const PAGES = fileURLToPath(new URL('./pages/attacks/', import.meta.url));

/** A covered picture is black. */
const BLACK = 8;

/** All built-ins taken by number before the frame or window has loaded: docs/hook.md says so. */
const KNOWN = ['srcdoc', 'sameOrigin', 'popupPage'];

const look = (page: Page): Promise<number | null> =>
  page.evaluate('realms.look?.() ?? null') as Promise<never>;

describe('a camera that the page opens and sends through another window', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ pages: PAGES, args: CAMERAS });
    await harness.setSite(true);
    await harness.setOutputs({ mask: 'black' });
  });
  afterAll(() => harness?.close());
  afterEach(async () => {
    for (const page of await harness.browser.pages()) if (page !== harness.popup) await page.close();
    // Puppeteer does not know windows without an address.
    const session = await harness.browser.target().createCDPSession();
    const { targetInfos } = await session.send('Target.getTargets');
    for (const { type, url, targetId } of targetInfos) {
      if (type === 'page' && url === '') await session.send('Target.closeTarget', { targetId });
    }
    await session.detach();
  });

  const send = async (way: string): Promise<number[]> => {
    call = await harness.openCall('realms');
    const { page } = call;
    await page.goto(page.url().replace('?', 'realms.html?'));
    // As if the user had pressed something: browsers open windows only then.
    await page.mouse.click(400, 300);
    await page.evaluate(`realms.send('${way}')`);
    const looks: number[] = [];
    await waitUntil('pictures arrive', async () => {
      const brightness = await look(page);
      if (brightness !== null) looks.push(brightness);
      return looks.length > 12;
    });
    return looks;
  };

  it.each([
    ...['page', 'blank', 'blankLater', 'srcdocLater', 'sameOriginLater', 'named', 'markup', 'written'],
    ...['framePopup', 'scriptPopup', 'blobPopup'],
    ...['object', 'embed', 'inner', 'popup', 'otherAsk', 'srcdocThen', 'sameOriginThen', 'popupPageThen'],
  ])('is covered: %s', async (way) => {
    const looks = await send(way);
    expect(Math.max(...looks)).toBeLessThan(BLACK);
    // A window with an address is a tab and a call of its own.
    if (['popupPageThen', 'blobPopup'].includes(way)) return;
    await waitUntil('it is read', async () => (await harness.snapshot(call))?.state.kind === 'no-face');
    expect((await harness.snapshot(call))?.outgoing).toBe('ours');
  });

  it.each(KNOWN)('is not covered, as the documents say: %s', async (way) => {
    expect(Math.min(...(await send(way)))).toBeGreaterThan(BLACK);
  });
});
