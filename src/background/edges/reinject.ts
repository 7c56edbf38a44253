import { browser } from 'wxt/browser';

/**
 * Injects the content scripts into call pages that are already open. The browser does so only for pages that load later:
 * after an update a call would keep the old version's orphan, which removes itself.
 *
 * The hook in the page outlives the extension and waits for the new content script, so it is injected only after the first
 * installation. It then sees the cameras that are opened from now on.
 */
export function reinjectWhenInstalled(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install' || reason === 'update') {
      reinject(reason === 'install').catch((error) =>
        console.warn('EmojiGen: an open page was not reached', error),
      );
    }
  });
}

async function reinject(alsoHook: boolean): Promise<void> {
  const { origins } = await browser.permissions.getAll();
  if (!origins?.length) return;
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  for (const { id, discarded } of await browser.tabs.query({ url: origins })) {
    if (id === undefined || discarded) continue;
    for (const { js, ...how } of scripts) {
      const world = (how as { world?: 'MAIN' | 'ISOLATED' }).world ?? 'ISOLATED';
      if (!js || (world === 'MAIN' && !alsoHook)) continue;
      await browser.scripting
        .executeScript({
          target: { tabId: id, allFrames: true },
          files: js as never,
          world,
          injectImmediately: true,
        })
        // The tab was just closed, or shows an error page.
        .catch(() => {});
    }
  }
}
