/** What the toolbar button says. */
import { translated } from '../shared/language/translated';

export const WORDS = translated('badge', {
  ask: (emoji: string) => `EmojiGen: send ${emoji}?`,
  askWithKeys: (emoji: string, yes: string, no: string) => `EmojiGen: send ${emoji}? ${yes}: yes, ${no}: no`,
});
