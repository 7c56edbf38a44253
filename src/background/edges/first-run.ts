import { browser } from 'wxt/browser';

/**
 * Opens the first-run page when the extension is installed (not when it is updated). Whoever loads it unpacked is
 * developing or testing: there it opens behind the present tab.
 */
export function welcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') open().catch((error) => console.warn('EmojiGen: no first-run page', error));
  });
}

async function open(): Promise<void> {
  const { installType } = await browser.management.getSelf();
  await browser.tabs.create({
    url: browser.runtime.getURL('/welcome.html'),
    active: installType !== 'development',
  });
}
