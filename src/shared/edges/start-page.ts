import { direction, languageTag } from '../language/translated';
import { applyBrowserLanguage } from './browser-language';
import { followTheme } from './theme';

/**
 * Called first by every extension page: sets the user's language, for the words and the document, and the theme.
 * @param title evaluated after that; null: the extension's name
 */
export function startPage(title: (() => string) | null): void {
  applyBrowserLanguage();
  followTheme();
  document.documentElement.lang = languageTag();
  document.documentElement.dir = direction();
  document.title = title === null ? 'EmojiGen' : `${title()} – EmojiGen`;
}
