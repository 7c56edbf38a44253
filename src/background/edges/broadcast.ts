import { browser } from 'wxt/browser';
import type { SettingsChanged } from '../../shared/messages/background';
import type { ToFrames } from '../../shared/messages/call-tab';
import type { Baseline } from '../../shared/settings/baseline';
import type { Settings } from '../../shared/settings/schema';

/** Sends the settings to the offscreen document. If none runs, that is no error: it asks when it starts. */
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

/** Sends a message to every frame of a call tab. A closed tab, or one without a listener, is no error. */
export async function tellTab(tabId: number, message: ToFrames): Promise<void> {
  try {
    await browser.tabs.sendMessage(tabId, message);
  } catch (error) {
    if (!isNobodyThere(error)) console.warn('EmojiGen: a call tab was not reached', error);
  }
}

/** A store that reports changes. */
interface Watched {
  watch(changed: () => void): () => void;
}

/** Informs the call tabs from now on. Call while the background starts. */
export function keepCallsInformed(all: readonly Watched[]): void {
  const tell = (): void => {
    tellConfigChanged().catch((error) => console.warn('EmojiGen: the call tabs were not told', error));
  };
  for (const each of all) each.watch(tell);
}

/** Tells every frame of every call tab that the user's choices have changed. */
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
