import { browser } from 'wxt/browser';
import type { CallState } from '../../shared/types';
import { badgeFor, titleFor } from '../badge';
import { hotkeyNames } from './hotkeys';

/**
 * Shows a call tab's state on the toolbar button, for that tab only. The browser clears it when the tab navigates. A closed
 * tab is no error.
 */
export async function showBadge(tabId: number, state: CallState, asked?: string): Promise<void> {
  const badge = badgeFor(state, asked);
  const title = titleFor(state, asked === undefined ? {} : await hotkeyNames(), asked);
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text: badge.text }),
      browser.action.setBadgeBackgroundColor({ tabId, color: badge.color }),
      browser.action.setBadgeTextColor?.({ tabId, color: badge.textColor }),
      browser.action.setTitle({ tabId, title }),
    ]);
  } catch (error) {
    if (!/no tab with id|invalid tab id/i.test(String(error))) console.warn('EmojiGen: no badge', error);
  }
}
