import { browser } from 'wxt/browser';

interface Closable {
  /** Chrome has this call; in Firefox content scripts can read `storage.local`. */
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/** Blocks content scripts from the extension's storage: a page that has taken over its renderer can read nothing there. */
export function closeStorageToPages(): void {
  const { local, session, sync } = browser.storage;
  for (const area of [local, session, sync] as readonly Closable[]) {
    area
      .setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
      .catch((error) => console.warn('EmojiGen: storage could not be closed to pages', error));
  }
}
