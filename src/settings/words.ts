/** What may go wrong with settings, in words for the user. */
import { translated } from '../language/translated';

export const WORDS = translated('settingsErrors', {
  newer: 'Your settings were saved by a newer version of EmojiGen. Update the extension to change them.',
});
