/** Uses the browser's translations (`_locales`, built from src/shared/locales) for all words. */
import { browser } from 'wxt/browser';
import { type Language, setLanguage } from '../language/translated';

/** From now on words come from the browser. Every page and script with words calls this first. */
export function applyBrowserLanguage(): void {
  setLanguage(browserLanguage());
}

function browserLanguage(): Language {
  const known = new Map<string, string>();
  // The language of the words, not of the browser: browsers in an unsupported language show English words.
  const tag = ask('language_tag', []) || 'en';
  const shown = browser.i18n.getUILanguage();
  return {
    tag,
    formats: baseOf(shown) === baseOf(tag) ? shown : tag,
    message(key, values) {
      if (values.length > 0) return ask(key, values);
      const text = known.get(key) ?? ask(key, values);
      known.set(key, text);
      return text;
    },
  };
}

function ask(key: string, values: readonly string[]): string {
  try {
    // Keys are computed, so the browser's types cannot know them.
    return (browser.i18n.getMessage as (key: string, values: string[]) => string)(key, [...values]);
  } catch {
    return ''; // the extension was updated under a page that is still open: English, then
  }
}

const baseOf = (tag: string): string => tag.split(/[-_]/)[0]!.toLowerCase();
