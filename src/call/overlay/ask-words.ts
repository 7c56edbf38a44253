/** The words of the question whether to send a reaction. */
import { translated } from '../../shared/language/translated';

export const WORDS = translated('ask', {
  yes: 'Send',
  no: 'Don’t send',
  noHint: 'Escape key: don’t send',
  /** For screen readers. */
  yesLabel: (name: string) => `Send the reaction: ${name}`,
  noLabel: 'Don’t send',
  aloud: (name: string) => `${name} reaction: send it? Escape key for no.`,
});
