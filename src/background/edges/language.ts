/** The language of the background's own words, and the words that call pages cannot read themselves. */
import { applyMessages, readMessages } from '../../shared/edges/browser-language';
import type { SettingsStore } from '../../shared/edges/settings-store';
import type { LanguageChoice } from '../../shared/language/languages';
import { type LocaleMessages, messagesForCalls } from '../../shared/language/messages';

export interface CallWords {
  /** Null: the browser's own. */
  wordsFor(language: LanguageChoice): Promise<LocaleMessages | null>;
}

/** Follows the user's language from now on. */
export function openLanguage(settings: Pick<SettingsStore, 'read' | 'watch'>): CallWords {
  let last: LanguageChoice = 'system';
  const read = new Map<LanguageChoice, Promise<LocaleMessages | null>>();

  function messagesOf(language: LanguageChoice): Promise<LocaleMessages | null> {
    const messages = read.get(language) ?? readMessages(language);
    read.set(language, messages);
    return messages;
  }

  async function follow(language: LanguageChoice): Promise<void> {
    if (language === last) return;
    last = language;
    const messages = await messagesOf(language);
    if (language === last) applyMessages(messages);
  }

  settings.read().then(
    (now) => follow(now.language),
    () => {}, // whoever needs the settings says that they cannot be read
  );
  settings.watch((now) => void follow(now.language));
  return {
    async wordsFor(language) {
      const messages = await messagesOf(language);
      return messages && messagesForCalls(messages);
    },
  };
}
