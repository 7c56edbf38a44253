/** The browser's own translations (`_locales`, made by the build out of src/shared/locales) as the language of all words. */
import { browser } from 'wxt/browser';
import { type Language, setLanguage } from '../language/translated';

/** From now on words come from the browser. To be called first of all by every page and script with words in it. */
export function applyBrowserLanguage(): void {
  setLanguage(browserLanguage());
}

function browserLanguage(): Language {
  const known = new Map<string, string>();
  // The words' language, not the browser's: a browser in a language we do not have shows English words.
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
    // Keys are made from the words' places, which the browser's types cannot know.
    return (browser.i18n.getMessage as (key: string, values: string[]) => string)(key, [...values]);
  } catch {
    return ''; // the extension was updated under a page that is still open: English, then
  }
}

const baseOf = (tag: string): string => tag.split(/[-_]/)[0]!.toLowerCase();
