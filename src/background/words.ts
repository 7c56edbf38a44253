/** What the toolbar button says. */
import { translated } from '../shared/language/translated';

export const WORDS = translated('badge', {
  over: (reactions: string, smiles: string) =>
    `EmojiGen: call over. Reactions: ${reactions}, smiles: ${smiles}`,
  ask: (emoji: string) => `EmojiGen: send ${emoji}?`,
  askWithKeys: (emoji: string, yes: string, no: string) => `EmojiGen: send ${emoji}? ${yes}: yes, ${no}: no`,
});
