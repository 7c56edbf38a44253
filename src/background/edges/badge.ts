import { browser } from 'wxt/browser';
import { formatCount } from '../../shared/language/formats';
import type { CallState } from '../../shared/types';
import { badgeFor, summaryBadge, type ToolbarBadge, titleFor } from '../badge';
import { WORDS } from '../words';
import { hotkeyNames } from './hotkeys';

/**
 * Shows a call tab's state on the toolbar button, for that tab only. The browser clears it when the tab navigates. A closed
 * tab is no error.
 */
export async function showBadge(tabId: number, state: CallState, asked?: string): Promise<void> {
  const keys = asked === undefined ? {} : await hotkeyNames();
  await set(tabId, badgeFor(state, asked), titleFor(state, keys, asked));
}

/** Shows the numbers of a call that is over, until the tab's next state. */
export async function showSummary(tabId: number, reactions: number, smiles: number): Promise<void> {
  await set(tabId, summaryBadge(reactions), WORDS.over(formatCount(reactions), formatCount(smiles)));
}

async function set(tabId: number, badge: ToolbarBadge, title: string): Promise<void> {
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
