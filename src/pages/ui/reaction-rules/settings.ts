/** The settings about when reactions come, as data that any page can list, search and change. */
import type { ReactingExpression } from '../../../shared/emoji/slots';
import {
  REACTING,
  REACTION_MODES,
  type ReactionSettings,
  SENSITIVITIES,
} from '../../../shared/settings/reaction-settings';
import { EXPRESSION_STYLES } from '../../../shared/ui/expressions';
import { WORDS } from './words';

/** One setting. Its words are read when shown, since the language may be set later. */
export interface ReactionSetting {
  /** Stable, for links and tests. */
  readonly id: string;
  readonly label: string;
  /** One sentence, in plain words. */
  readonly hint: string;
  /** Additional search terms. */
  readonly keywords: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  /** One of the values in `choices`. */
  read(choice: ReactionSettings): string;
  /** The choice with this setting changed; unchanged if `value` is not in `choices`. */
  write(choice: ReactionSettings, value: string): ReactionSettings;
}

function modeSetting(expression: ReactingExpression): ReactionSetting {
  return {
    id: `reaction-${expression}`,
    get label() {
      return EXPRESSION_STYLES[expression].name;
    },
    get hint() {
      return WORDS.mode.hint;
    },
    get keywords() {
      return WORDS.mode.keywords;
    },
    get choices() {
      return REACTION_MODES.map((value) => ({ value, name: WORDS.mode.names[value] }));
    },
    read: (choice) => choice.modes[expression],
    write(choice, value) {
      const mode = REACTION_MODES.find((each) => each === value);
      return mode ? { ...choice, modes: { ...choice.modes, [expression]: mode } } : choice;
    },
  };
}

const sensitivity: ReactionSetting = {
  id: 'reaction-sensitivity',
  get label() {
    return WORDS.sensitivity.label;
  },
  get hint() {
    return WORDS.sensitivity.hint;
  },
  get keywords() {
    return WORDS.sensitivity.keywords;
  },
  get choices() {
    return SENSITIVITIES.map((value) => ({ value, name: WORDS.sensitivity.names[value] }));
  },
  read: (choice) => choice.sensitivity,
  write(choice, value) {
    const next = SENSITIVITIES.find((each) => each === value);
    return next ? { ...choice, sensitivity: next } : choice;
  },
};

const presenting: ReactionSetting = {
  id: 'reaction-presenting',
  get label() {
    return WORDS.presenting.label;
  },
  get hint() {
    return WORDS.presenting.hint;
  },
  get keywords() {
    return WORDS.presenting.keywords;
  },
  get choices() {
    return (['pause', 'go-on'] as const).map((value) => ({ value, name: WORDS.presenting.names[value] }));
  },
  read: (choice) => (choice.pauseWhilePresenting ? 'pause' : 'go-on'),
  write: (choice, value) =>
    value === 'pause' || value === 'go-on' ? { ...choice, pauseWhilePresenting: value === 'pause' } : choice,
};

/** The mode of each expression, in the order of `REACTING`. */
export const MODE_SETTINGS: readonly ReactionSetting[] = REACTING.map(modeSetting);

/** All settings in display order. */
export const REACTION_SETTINGS: readonly ReactionSetting[] = [...MODE_SETTINGS, sensitivity, presenting];
