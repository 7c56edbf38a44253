import type { Settings } from '../settings/schema';

/** All that the first-run page asks of the browser. What rejects carries a message in plain words. */
export interface WelcomeApi {
  settings(): Promise<Settings>;
  setSite(host: string, on: boolean): Promise<Settings>;
  setAutoReactions(on: boolean): Promise<Settings>;
  setKeepHistory(on: boolean): Promise<Settings>;
  emojiUrl(codePoints: string): string;
}
