import { translated } from '../../shared/language/translated';

/** The names of the pages in the head of every page. */
export const WORDS = translated('pageHead', {
  dashboard: 'Statistics',
  tryIt: 'Try it',
  settings: 'Settings',
  label: 'EmojiGen',
});
