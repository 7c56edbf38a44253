import type { Browser } from 'puppeteer';

export interface BrowserOptions {
  args?: string[];
  ignoreDefaultArgs?: string[];
  headless?: boolean;
  /** Added to this program's own environment. */
  env?: Record<string, string>;
}
export interface LaunchOptions extends BrowserOptions {
  /** Folder of the built extension; null for none. */
  extension?: string | null;
}
export function startBrowser(options: BrowserOptions): Promise<Browser>;
export function checkExtension(folder: string): void;
export function launchBrowser(
  options: LaunchOptions,
): Promise<{ browser: Browser; extensionId: string | null }>;
