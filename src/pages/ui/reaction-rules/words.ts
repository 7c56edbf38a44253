/** Texts about when reactions come. An expression's own setting has its name: src/shared/words/ui.ts. */
import { translated } from '../../../shared/language/translated';

export const WORDS = translated('rules', {
  title: 'When to react',
  hint:
    'Sad, angry and fearful do nothing until you choose otherwise. While auto-reactions are off, nothing is sent ' +
    'automatically.',
  mode: {
    hint: 'Whether this expression becomes a reaction.',
    keywords: 'reaction expression automatic auto ask confirm never mute emoji',
    names: { auto: 'Automatically', ask: 'Ask me', never: 'Never' },
  },
  sensitivity: {
    label: 'Sensitivity',
    hint: 'Low reacts only to clear expressions that last almost a second. High also reacts to short ones, with more mistakes.',
    keywords: 'threshold dwell time delay accidental false reaction quick slow',
    names: { low: 'Low', normal: 'Normal', high: 'High' },
  },
  presenting: {
    label: 'While you present',
    hint: 'Whether EmojiGen keeps working while you share your screen.',
    keywords: 'share screen sharing presentation slides pause',
    names: { pause: 'Pause', 'go-on': 'Continue' },
  },
});
