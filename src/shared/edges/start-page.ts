import { direction, languageTag } from '../language/translated';
import { applyBrowserLanguage } from './browser-language';
import { followTheme } from './theme';

/**
 * What every extension page does first: the user's language, for the words and for the document, and the theme.
 * @param title read after that; null: the page is called like the extension
 */
export function startPage(title: (() => string) | null): void {
  applyBrowserLanguage();
  followTheme();
  document.documentElement.lang = languageTag();
  document.documentElement.dir = direction();
  document.title = title === null ? 'EmojiGen' : `${title()} – EmojiGen`;
}
