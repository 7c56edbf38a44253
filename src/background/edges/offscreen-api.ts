import { browser } from 'wxt/browser';
import { createOffscreenOwner, IN_BACKGROUND, NO_OFFSCREEN, type OffscreenOwner } from '../offscreen-owner';

const PAGE = 'offscreen.html';

/** The owner of the offscreen document, or a substitute if the browser has none. */
export function openOffscreenOwner(): OffscreenOwner {
  if (import.meta.env.FIREFOX) return IN_BACKGROUND;
  // Not through `browser`: the polyfill does not know this API.
  const { offscreen, runtime } = globalThis.chrome ?? {};
  if (!offscreen?.createDocument) return NO_OFFSCREEN;
  return createOffscreenOwner({
    async exists() {
      const url = browser.runtime.getURL(`/${PAGE}`);
      const found = await runtime.getContexts({
        contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
        documentUrls: [url],
      });
      return found.length > 0;
    },
    create: () =>
      offscreen.createDocument({
        url: PAGE,
        reasons: [chrome.offscreen.Reason.WORKERS],
        justification: 'Runs the networks that read your expression, in a worker on this device.',
      }),
  });
}
