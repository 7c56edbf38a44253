import { browser } from 'wxt/browser';

interface Closable {
  /** Chrome's; Firefox has no such call: there, content scripts may read `storage.local`. */
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/** Closes the extension's storage to content scripts: a page that has taken over its renderer reads nothing there. */
export function closeStorageToPages(): void {
  const { local, session, sync } = browser.storage;
  for (const area of [local, session, sync] as readonly Closable[]) {
    area
      .setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
      .catch((error) => console.warn('EmojiGen: storage could not be closed to pages', error));
  }
}
