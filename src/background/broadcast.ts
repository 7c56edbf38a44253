import { browser } from 'wxt/browser';
import type { SettingsChanged } from '../messages/background';
import type { Settings } from '../settings/schema';
import type { Baseline } from '../temporal/baseline';

/** Tells the offscreen document the new settings. That none is running is no error: it asks when it starts. */
export async function broadcastSettings(settings: Settings, baseline: Baseline | null): Promise<void> {
  const message: SettingsChanged = { to: 'offscreen', type: 'settings', settings, baseline };
  try {
    await browser.runtime.sendMessage(message);
  } catch (error) {
    if (!/receiving end does not exist|port closed before a response/i.test(String(error))) {
      console.warn('EmojiGen: the settings did not reach the offscreen document', error);
    }
  }
}
