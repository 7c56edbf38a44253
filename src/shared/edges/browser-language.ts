/** Sets the source of all words: the browser's translations (`_locales`, built from src/shared/locales), or the same files
 * in a language that the user chose. */
import { browser } from 'wxt/browser';
import type { LanguageChoice } from '../language/languages';
import { formatsFor, type LocaleMessages, languageOf, parseMessages } from '../language/messages';
import { type Language, setLanguage } from '../language/translated';

/** From now on words come from the browser. Every page and script with words calls this first. */
export function applyBrowserLanguage(): void {
  setLanguage(browserLanguage());
}

/** From now on words come from these messages; null: from the browser. */
export function applyMessages(messages: LocaleMessages | null): void {
  setLanguage(messages ? languageOf(messages, browser.i18n.getUILanguage()) : browserLanguage());
}

/** For the extension's own pages and the background; null for the browser's language, or if the file cannot be read. */
export async function readMessages(choice: LanguageChoice): Promise<LocaleMessages | null> {
  if (choice === 'system') return null;
  try {
    const answer = await fetch(`/_locales/${choice}/messages.json`);
    return parseMessages(await answer.json());
  } catch {
    return null; // the extension was updated under a page that is still open
  }
}

function browserLanguage(): Language {
  const known = new Map<string, string>();
  // The language of the words, not of the browser: browsers in an unsupported language show English words.
  const tag = ask('language_tag', []) || 'en';
  return {
    tag,
    formats: formatsFor(tag, browser.i18n.getUILanguage()),
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
