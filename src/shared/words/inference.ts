/** Errors of the networks, in words for the user. A worker reports them in English; see `translateMessage`. */
import { translated } from '../language/translated';

export const WORDS = translated('inference', {
  expressionMissing: 'The expression network is missing. Reinstalling EmojiGen restores it.',
  expressionDamaged: 'The expression network’s file is damaged. Reinstalling EmojiGen restores it.',
  cardDamaged: 'The expression network’s card is damaged or belongs to another version.',
  faceDamaged: 'A face network’s file is missing or damaged. Reinstalling EmojiGen restores it.',
  notLoaded: 'The networks are not loaded.',
  loadingAgain: 'The networks are being loaded again.',
  stopped: 'The expression analysis stopped unexpectedly.',
  silent: 'The expression analysis no longer answers.',
  noBackend: 'Neither WebAssembly nor WebGL works in this browser, so expressions cannot be recognised.',
  closed: 'Closed.',
});
