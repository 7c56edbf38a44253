/** An extension that is updated while its pages are open. */
import type { Page } from 'puppeteer';
import { openPopup } from '../../../scripts/lib/remote.mjs';
import { type Harness, waitUntil } from '../harness';

/** Reloads the extension as an update does. Its pages close; the harness speaks through the one that is returned. */
export async function reloadExtension(harness: Harness, tab: number): Promise<Page> {
  const popup = await openPopup(harness.browser, harness.extensionId, tab);
  await popup.evaluate(() => chrome.runtime.reload()).catch(() => {});
  const speaking = await waitUntil('the extension is back', () =>
    openPopup(harness.browser, harness.extensionId, tab).catch(() => null),
  );
  Object.assign(harness, { popup: speaking });
  return speaking;
}
