/** The words of the settings about when reactions come. */
import type { ReactingExpression } from '../../emoji/slots';
import type { ReactionMode, Sensitivity } from '../../temporal/choice';
import { EXPRESSION_LOOKS } from '../expressions';

export const RULES_TITLE = 'When they come';
export const RULES_HINT =
  'Sad, angry and fearful stay silent until you choose otherwise. Nothing comes while auto-reactions are off.';

export const MODE_NAMES: Readonly<Record<ReactionMode, string>> = {
  auto: 'By itself',
  ask: 'Ask me',
  never: 'Never',
};
export const MODE_WORDS = {
  hint: 'Whether this expression becomes a reaction.',
  keywords: 'reaction expression automatic auto ask confirm never mute emoji',
} as const;

export const modeLabel = (expression: ReactingExpression): string => EXPRESSION_LOOKS[expression].name;

export const SENSITIVITY_NAMES: Readonly<Record<Sensitivity, string>> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
};
export const SENSITIVITY_WORDS = {
  label: 'Sensitivity',
  hint: 'Low: only clear expressions that last almost a second. High: short ones, too, and more of them by mistake.',
  keywords: 'threshold dwell time delay accidental false reaction quick slow',
} as const;

export const PRESENTING_NAMES: Readonly<Record<'pause' | 'go-on', string>> = {
  pause: 'Pause',
  'go-on': 'Go on',
};
export const PRESENTING_WORDS = {
  label: 'While you present',
  hint: 'Whether your camera is read while you share your screen.',
  keywords: 'share screen sharing presentation slides pause',
} as const;
