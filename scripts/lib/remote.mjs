/** Speaks with the extension as its popup does, from the popup's own page opened in a tab. */

/** Resolves after `ms` milliseconds. */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The popup in a tab; `tab` is the call tab that it is to show (as a tab it would find itself active). */
export async function openPopup(browser, extensionId, tab) {
  const page = await browser.newPage();
  const query = tab === undefined ? '' : `?tab=${tab}`;
  await page.goto(`chrome-extension://${extensionId}/popup.html${query}`);
  return page;
}

const NOBODY = /Receiving end does not exist|message port closed/i;

/** Sends a message to the background and resolves to its answer. */
export async function askBackground(popup, message) {
  for (let tries = 0; ; tries++) {
    try {
      return await popup.evaluate((m) => chrome.runtime.sendMessage(m), { to: 'background', ...message });
    } catch (error) {
      // Right after the installation the background may not listen yet.
      if (tries === 50 || !NOBODY.test(error.message)) throw error;
      await sleep(200);
    }
  }
}

/** The tab that shows exactly `url`. */
export async function tabOf(popup, url) {
  const id = await popup.evaluate(
    async (u) => (await chrome.tabs.query({})).find((t) => t.url === u)?.id,
    url,
  );
  if (id === undefined) throw new Error(`no tab shows ${url}`);
  return id;
}

/** Sends a message to a call tab; resolves to its answer, or null while no content script listens there. */
export async function askCall(popup, tab, type) {
  try {
    const answer = popup.evaluate((id, t) => chrome.tabs.sendMessage(id, { to: 'call', type: t }), tab, type);
    return (await answer) ?? null;
  } catch (error) {
    if (NOBODY.test(error.message)) return null;
    throw error;
  }
}

/** The tour of the card is over, as for a user of some days. */
export const skipTour = (popup) =>
  popup.evaluate(() =>
    chrome.storage.local.set({ hints: { version: 1, offered: [], toured: true, used: true } }),
  );

/** The text of the toolbar badge over a tab, empty where there is none. */
export function badgeText(popup, tabId) {
  return popup.evaluate((id) => chrome.action.getBadgeText({ tabId: id }), tabId);
}
