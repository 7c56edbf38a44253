import { translated } from '../../shared/language/translated';

/** Names of the pages in every page's head. */
export const WORDS = translated('pageHead', {
  dashboard: 'Statistics',
  tryIt: 'Try it',
  settings: 'Settings',
  label: 'EmojiGen',
});
