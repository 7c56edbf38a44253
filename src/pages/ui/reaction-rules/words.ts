/** The words of the settings about when reactions come. An expression's own setting bears its name: src/shared/words/ui.ts. */
import { translated } from '../../../shared/language/translated';

export const WORDS = translated('rules', {
  title: 'When they come',
  hint:
    'Sad, angry and fearful stay silent until you choose otherwise. Nothing comes by itself while auto-reactions are ' +
    'off.',
  mode: {
    hint: 'Whether this expression becomes a reaction.',
    keywords: 'reaction expression automatic auto ask confirm never mute emoji',
    names: { auto: 'By itself', ask: 'Ask me', never: 'Never' },
  },
  sensitivity: {
    label: 'Sensitivity',
    hint: 'Low: only clear expressions that last almost a second. High: short ones, too, and more of them by mistake.',
    keywords: 'threshold dwell time delay accidental false reaction quick slow',
    names: { low: 'Low', normal: 'Normal', high: 'High' },
  },
  presenting: {
    label: 'While you present',
    hint: 'Whether your camera is read while you share your screen.',
    keywords: 'share screen sharing presentation slides pause',
    names: { pause: 'Pause', 'go-on': 'Go on' },
  },
});
