import { browser } from 'wxt/browser';
import type { SettingsChanged } from '../messages/background';
import type { Settings } from '../settings/schema';

/** Tells the offscreen document the new settings. That none is running is no error: it asks when it starts. */
export async function broadcastSettings(settings: Settings): Promise<void> {
  const message: SettingsChanged = { to: 'offscreen', type: 'settings', settings };
  try {
    await browser.runtime.sendMessage(message);
  } catch (error) {
    if (!/receiving end does not exist|port closed before a response/i.test(String(error))) {
      console.warn('EmojiGen: the settings did not reach the offscreen document', error);
    }
  }
}
