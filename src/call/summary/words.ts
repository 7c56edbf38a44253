/** The summary after a call, on the card and in the picture of it. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('summary', {
  title: 'Your call',
  reactions: 'reactions',
  smiles: 'smiles',
  perHour: 'smiles per hour',
  emoji: 'sent most',
  noEmoji: 'no emoji sent',
  timeline: 'Your expressions from start to end',
  save: 'Save picture',
  copy: 'Copy picture',
  done: 'Done',
  failed: 'Try again',
  never: 'Don’t show again',
  close: 'Close',
  /** For screen readers. */
  aloud: (time: string, reactions: string, smiles: string) =>
    `Your call: ${time}. Reactions: ${reactions}. Smiles: ${smiles}.`,
  /** Name of the picture's file, without its ending. */
  file: 'my-call',
});
