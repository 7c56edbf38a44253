import { direction, languageTag } from '../language/translated';
import { applyBrowserLanguage, applyMessages, readMessages } from './browser-language';
import { createSettingsStore } from './settings-store';
import { followTheme } from './theme';

/**
 * Called first by every extension page: sets the user's language, for the words and the document, and the theme.
 * Words are known once it resolves.
 * @param title evaluated after that; null: the extension's name
 */
export async function startPage(title: (() => string) | null): Promise<void> {
  applyBrowserLanguage();
  followTheme();
  await followLanguage();
  document.documentElement.lang = languageTag();
  document.documentElement.dir = direction();
  document.title = title === null ? 'EmojiGen' : `${title()} – EmojiGen`;
}

/** Applies the user's language, and shows the page anew when it is changed. Never rejects. */
async function followLanguage(): Promise<void> {
  const settings = createSettingsStore();
  // The page itself reports unreadable settings; the browser's language is used then.
  const chosen = await settings.read().catch(() => null);
  const language = chosen?.language ?? 'system';
  if (language !== 'system') applyMessages(await readMessages(language));
  settings.watch((next) => {
    if (next.language !== language) location.reload();
  });
}
