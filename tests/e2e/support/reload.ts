/** An extension that is updated while its pages are open. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { openPopup } from '../../../scripts/lib/remote.mjs';
import { type Harness, waitUntil } from '../harness';

export interface Profile {
  readonly args: string[];
  remove(): Promise<void>;
}

/** A profile in which the browser takes an extension back that has reloaded itself. */
export async function developerProfile(): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'emojigen-profile-'));
  await mkdir(join(folder, 'Default'));
  const developer = { extensions: { ui: { developer_mode: true } } };
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(developer));
  return {
    args: [`--user-data-dir=${folder}`],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Reloads the extension as an update does. Its pages close; the harness speaks through the one that is returned. */
export async function reloadExtension(harness: Harness, tab: number): Promise<Page> {
  const popup = await openPopup(harness.browser, harness.extensionId, tab);
  await popup.evaluate(() => chrome.runtime.reload()).catch(() => {});
  const speaking = await waitUntil('the extension is back', () =>
    openPopup(harness.browser, harness.extensionId, tab).catch(() => null),
  );
  Object.assign(harness, { popup: speaking });
  return speaking;
}
