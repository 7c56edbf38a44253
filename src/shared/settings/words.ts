/** Errors of the settings, in words for the user. */
import { translated } from '../language/translated';

export const WORDS = translated('settingsErrors', {
  newer: 'Your settings were saved by a newer version of EmojiGen. Update the extension to change them.',
  syncFull:
    'The browser takes no more synced settings right now. EmojiGen tries again after your next change.',
  syncFailed: 'The browser could not sync the settings. EmojiGen tries again after your next change.',
  full: 'There is no room left on this device for your settings. What was saved before is still there.',
  unread: 'Your settings cannot be read right now. Restarting the browser often helps.',
  unsaved: 'Your settings cannot be saved right now. Restarting the browser often helps.',
});
