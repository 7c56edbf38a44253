import { browser } from 'wxt/browser';
import type { SettingsChanged, ToFrames } from '../../shared/messages/background';
import type { Baseline } from '../../shared/settings/baseline';
import type { Settings } from '../../shared/settings/schema';

/** Tells the offscreen document the new settings. That none is running is no error: it asks when it starts. */
export async function broadcastSettings(settings: Settings, baseline: Baseline | null): Promise<void> {
  const message: SettingsChanged = { to: 'offscreen', type: 'settings', settings, baseline };
  try {
    await browser.runtime.sendMessage(message);
  } catch (error) {
    if (!isNobodyThere(error)) {
      console.warn('EmojiGen: the settings did not reach the offscreen document', error);
    }
  }
}

/** Tells every frame of a call tab. A tab that is gone, or has nothing to say to it, is no error. */
export async function tellTab(tabId: number, message: ToFrames): Promise<void> {
  try {
    await browser.tabs.sendMessage(tabId, message);
  } catch (error) {
    if (!isNobodyThere(error)) console.warn('EmojiGen: a call tab was not reached', error);
  }
}

/** What can be watched for changes. */
interface Watched {
  watch(changed: () => void): () => void;
}

/** Tells the call tabs from now on. To be called while the background starts. */
export function keepCallsInformed(all: readonly Watched[]): void {
  const tell = (): void => {
    tellConfigChanged().catch((error) => console.warn('EmojiGen: the call tabs were not told', error));
  };
  for (const each of all) each.watch(tell);
}

/** Tells every call tab, in every frame, that the user's choices have changed. */
async function tellConfigChanged(): Promise<void> {
  const { origins } = await browser.permissions.getAll();
  if (!origins?.length) return;
  for (const { id, discarded } of await browser.tabs.query({ url: origins })) {
    if (id !== undefined && !discarded) void tellTab(id, { to: 'call', type: 'config-changed' });
  }
}

function isNobodyThere(error: unknown): boolean {
  return /receiving end does not exist|port closed before a response/i.test(String(error));
}
