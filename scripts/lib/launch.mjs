/** Starts a browser with the built extension and a camera. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer';
import { findBrowser } from './find-browser.mjs';
import { EXTENSION, SetupError } from './toolchain.mjs';

/** The browser's own traffic and first-run pages, which are no part of what is shown or tested. */
const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The call's two peers live in one page: lets them meet on a machine without a network, too.
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
];

/**
 * Starts the browser, without the extension.
 * @param {{ args?: string[], ignoreDefaultArgs?: string[], headless?: boolean, env?: Record<string, string> }} options
 *   `env` is added to this program's own.
 */
export async function startBrowser({ args = [], ignoreDefaultArgs = [], headless = true, env = {} }) {
  const isRoot = process.getuid?.() === 0;
  return puppeteer.launch({
    executablePath: await findBrowser(),
    headless,
    // Extensions can be loaded over the pipe only; current Chrome ignores --load-extension.
    pipe: true,
    enableExtensions: true,
    args: [...QUIET, ...(isRoot ? ['--no-sandbox'] : []), ...args],
    ignoreDefaultArgs,
    env: { ...process.env, ...env },
    defaultViewport: null,
  });
}

/** Throws a SetupError where there is no built extension in `folder`. */
export function checkExtension(folder) {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new SetupError(`There is no built extension in ${folder}: run \`npm run build\` first.`);
  }
}

/**
 * Starts the browser with the extension in `extension` and resolves to the browser and the extension's id.
 * @param {{ extension?: string | null, args?: string[], ignoreDefaultArgs?: string[], headless?: boolean,
 *   env?: Record<string, string> }} options `extension: null` leaves the browser without one
 */
export async function launchBrowser({ extension = EXTENSION, ...options }) {
  if (extension !== null) checkExtension(extension);
  const browser = await startBrowser(options);
  try {
    const extensionId = extension === null ? null : await browser.installExtension(extension);
    return { browser, extensionId };
  } catch (error) {
    await browser.close();
    throw new SetupError(`The browser did not take the extension: ${error.message}`);
  }
}
