/**
 * Browsers that the test files of one worker share. Files that ask for the same kind of browser get the same one, one
 * after the other. Between two of them everything that a file can leave behind is taken away: tabs, the extension with
 * all that it stored, download and permission choices. A browser that cannot be cleaned is closed.
 */
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession } from 'puppeteer';
import { ALLOW_CAMERA, cameraArgs } from '../../../scripts/lib/camera.mjs';
import { startBrowser } from '../../../scripts/lib/launch.mjs';
import { sleep } from '../../../scripts/lib/remote.mjs';
import { EXTENSION } from '../../../scripts/lib/toolchain.mjs';

/** What makes one kind of browser: it is decided when the browser starts. */
export interface BrowserKind {
  readonly args: readonly string[];
  readonly ignoreDefaultArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Whether camera questions are answered with yes. */
  readonly allowCamera: boolean;
  /** Whether its camera plays a clip. */
  readonly camera: boolean;
}

export interface PooledBrowser {
  readonly browser: Browser;
  /** Whether other tests had it before. */
  readonly reused: boolean;
  /** Installs the extension in this folder. Resolves to its id, which nobody had before in a shared browser. */
  install(folder: string): Promise<string>;
  /** Gives it back: cleaned for the next test, or closed. */
  release(): Promise<void>;
}

interface Slot {
  readonly key: string;
  readonly browser: Browser;
  /** Holds the profile, the camera's clip and the copies of the extension. */
  readonly folder: string;
  used: number;
}

/** So many browsers that nobody uses are kept. The one that was used last is the likeliest to be wanted again. */
const KEPT = 2;
/** A browser that takes longer to be cleaned is closed. Milliseconds. */
const CLEANING = 20_000;
/** Puppeteer starts with this page. */
const BLANK = 'about:blank';

const idle: Slot[] = [];

/**
 * A browser of this kind, whose camera plays `clip`.
 * @param own never shared: for tests that end its processes, or whose arguments name their own files
 */
export async function takeBrowser(
  kind: BrowserKind,
  clip: string | null,
  own: boolean,
): Promise<PooledBrowser> {
  const key = JSON.stringify(kind);
  const found = own ? -1 : idle.findLastIndex((slot) => slot.key === key && slot.browser.connected);
  const [kept] = found < 0 ? [] : idle.splice(found, 1);
  const slot = kept ?? (await start(key, kind, clip));
  if (kept && clip !== null) playClip(kept.folder, clip);
  slot.used += 1;
  let extensionId: string | null = null;
  return {
    browser: slot.browser,
    reused: slot.used > 1,
    async install(folder) {
      const isShared = !own && folder === EXTENSION;
      const path = isShared ? copyOf(folder, join(slot.folder, `extension-${slot.used}`)) : folder;
      extensionId = await slot.browser.installExtension(path);
      return extensionId;
    },
    async release() {
      const isClean = !own && (await clean(slot.browser, extensionId).catch(() => false));
      if (!isClean) return end(slot);
      idle.push(slot);
      while (idle.length > KEPT) await end(idle.shift()!);
    },
  };
}

async function start(key: string, kind: BrowserKind, clip: string | null): Promise<Slot> {
  const folder = mkdtempSync(join(tmpdir(), 'emojigen-browser-'));
  try {
    const args = [...kind.args];
    if (kind.allowCamera) args.push(ALLOW_CAMERA);
    if (clip !== null) args.push(...cameraArgs(playClip(folder, clip)));
    // A profile in which an unpacked extension is taken back after it has reloaded itself.
    const profile = join(folder, 'profile');
    if (!args.some((arg) => arg.startsWith('--user-data-dir='))) {
      mkdirSync(join(profile, 'Default'), { recursive: true });
      const preferences = { extensions: { ui: { developer_mode: true } } };
      writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
      args.push(`--user-data-dir=${profile}`);
    }
    const { ignoreDefaultArgs, env } = kind;
    const browser = await startBrowser({ args, ignoreDefaultArgs: [...ignoreDefaultArgs], env: { ...env } });
    return { key, browser, folder, used: 0 };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function end({ browser, folder }: Slot): Promise<void> {
  await browser.close().catch(() => {});
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Makes the camera play another clip: the browser opens the file anew whenever the camera is opened. */
function playClip(folder: string, clip: string): string {
  const file = join(folder, `camera.${clip.split('.').at(-1)}`);
  const next = `${file}.next`;
  symlinkSync(clip, next);
  renameSync(next, file);
  return file;
}

/**
 * The id of an unpacked extension comes from its path, so a new path has a new id, which never stored anything. Links
 * instead of copies where the file system allows it.
 */
function copyOf(folder: string, copy: string): string {
  mkdirSync(copy, { recursive: true });
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const [from, to] = [join(folder, entry.name), join(copy, entry.name)];
    if (entry.isDirectory()) copyOf(from, to);
    else linkOrCopy(from, to);
  }
  return copy;
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/**
 * Takes away what a test left in the browser.
 * @returns whether nothing is left of it
 */
async function clean(browser: Browser, extensionId: string | null): Promise<boolean> {
  const session = await browser.target().createCDPSession();
  const timeout = sleep(CLEANING).then(() => false);
  try {
    return await Promise.race([cleaned(browser, session, extensionId), timeout]);
  } finally {
    await session.detach().catch(() => {});
  }
}

async function cleaned(browser: Browser, session: CDPSession, extensionId: string | null): Promise<boolean> {
  // A window without tabs closes, and the browser with its last window.
  const { targetId: blank } = await session.send('Target.createTarget', { url: BLANK });
  if (extensionId !== null) await browser.uninstallExtension(extensionId).catch(() => {});
  await session.send('Browser.setDownloadBehavior', { behavior: 'default' });
  await session.send('Browser.resetPermissions');
  const others = async (): Promise<string[]> => {
    const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
    return targetInfos
      .filter(({ type, targetId, url }) => targetId !== blank && (type === 'page' || isExtension(url)))
      .map(({ targetId }) => targetId);
  };
  for (let left = await others(); left.length > 0; left = await others()) {
    for (const targetId of left) await session.send('Target.closeTarget', { targetId }).catch(() => {});
    await sleep(20);
  }
  return browser.connected;
}

const isExtension = (url: string): boolean => url.startsWith('chrome-extension://');
