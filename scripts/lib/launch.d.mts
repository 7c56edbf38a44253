import type { Browser } from 'puppeteer';

export interface LaunchOptions {
  /** Folder of the built extension; null for none. */
  extension?: string | null;
  args?: string[];
  ignoreDefaultArgs?: string[];
  headless?: boolean;
  /** Added to this program's own environment. */
  env?: Record<string, string>;
}
export function launchBrowser(
  options: LaunchOptions,
): Promise<{ browser: Browser; extensionId: string | null }>;
