import type { Outputs, Settings } from '../../shared/settings/schema';

/** Everything that the first-run page needs from the browser. Rejections carry a message in plain words. */
export interface WelcomeApi {
  settings(): Promise<Settings>;
  /** Calls back with the settings after every change by any page. Returns a function that stops. */
  watch(changed: (settings: Settings) => void): () => void;
  setSite(host: string, on: boolean): Promise<Settings>;
  setAutoReactions(on: boolean): Promise<Settings>;
  setOutputs(outputs: Outputs): Promise<Settings>;
  setKeepHistory(on: boolean): Promise<Settings>;
  /** Opens a page in a new tab. */
  open(url: string): Promise<unknown>;
  emojiUrl(codePoints: string): string;
}
