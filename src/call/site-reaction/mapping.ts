/** Which of a site's own reactions stands for an expression. */

import type { Expression } from '../../shared/types';
import type { ElementSpec } from '../sites/find';
import type { NativeReactions } from '../sites/site';

/**
 * The button for an expression, or null: nothing is sent then.
 * Angry and fearful are never sent, whatever a site's data says: no site has a reaction for them, and a look-alike
 * would put words into the user's mouth. Neutral is no reaction.
 */
export function nativeButton(reactions: NativeReactions, expression: Expression): ElementSpec | null {
  switch (expression) {
    case 'happy':
    case 'surprised':
    case 'sad':
      return reactions.buttons[expression] ?? null;
    default:
      return null;
  }
}
