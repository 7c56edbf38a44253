/** Errors of the history, in words for the user. */
import { translated } from '../language/translated';

export const WORDS = translated('history', {
  invalid: (why: string) => `Not kept: ${why}.`,
  blocked: 'The history is being updated. Close other EmojiGen pages and try again.',
  newer: 'The history was written by a newer version of EmojiGen. Update the extension to see it.',
  full: 'There is no room left on this device to keep the history.',
  unavailable: 'The history on this device cannot be opened right now.',
  lost: (rows: string) =>
    `The browser has lost entries of the history on this device, at least ${rows}. What is left is here, and new ones are kept.`,
  /** In the middle of a sentence. */
  faults: {
    damaged: 'damaged',
    range: 'no such range',
    object: 'not an object',
    expression: 'unknown expression',
    start: 'start is not a time',
    duration: 'duration is not between 0 and 24 hours',
    confidence: 'confidence is not between 0 and 1',
    noSite: 'site is missing',
    site: 'site is not a host name',
    noCall: 'call id is missing',
    call: 'unknown call id',
    interrupted: 'the import was interrupted, please try again',
    tooMany: 'the file holds too many expressions',
  },
  import: {
    empty: 'This file is empty.',
    tooLarge: 'This file is too large to be an EmojiGen history.',
    notJson: 'This file is damaged or not a history: it cannot be read as JSON.',
    foreign: 'This file is not an EmojiGen history.',
    noVersion: 'This file is damaged: it does not say which version it is.',
    newer: 'This file was written by a newer EmojiGen. Update the extension to read it.',
    noList: 'This file is damaged: it has no list of expressions.',
    tooMany: (most: string) => `This file holds more than ${most} expressions.`,
    entry: (number: string, why: string) => `This file is damaged: entry ${number} (${why}).`,
    noTitles: 'This file is damaged: its list of titles cannot be read.',
    badTitle: 'This file is damaged: one of its titles cannot be read.',
  },
});
