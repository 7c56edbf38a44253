import { browser } from 'wxt/browser';

/**
 * Opens the first-run page after installation (not after updates). An unpacked extension is loaded by developers and tests:
 * there it opens in the background.
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
