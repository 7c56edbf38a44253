/** Maps an expression to one of the site's own reactions. */

import { emojiFor, SKIN_TONE } from '../../shared/emoji/choose';
import { isSlot } from '../../shared/emoji/slots';
import type { Expression, Reaction } from '../../shared/types';
import type { ElementSpec } from '../sites/find';
import type { NativeReactions } from '../sites/site';

/**
 * The button for an expression, or null to send nothing. Angry and fearful are never sent, whatever a site's data says: no
 * site has a reaction for them, and a similar one would misrepresent the user. Neutral is no reaction.
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

/** The button of the emoji that the user chose in place of the default; null for the default, or for an image. */
export function ownButton({ own }: NativeReactions, { slot, emoji, image }: Reaction): ElementSpec | null {
  if (!own || !isSlot(slot) || image !== undefined) return null;
  return emoji === emojiFor(slot).emoji ? null : own(spellings(emoji));
}

/** The button of exactly the emoji that the user picked by hand; null if the site has none, or for an image. */
export function pickedButton(
  { own, emoji: fixed }: NativeReactions,
  { emoji, image }: Reaction,
): ElementSpec | null {
  if (image !== undefined) return null;
  const plain = emoji.replace(SKIN_TONE, '');
  // Without the user's skin tone: sites apply their own.
  if (own) return own([...new Set([...spellings(emoji), ...spellings(plain)])]);
  const key = plain.replace('-fe0f', '');
  return fixed && Object.hasOwn(fixed, key) ? fixed[key]! : null;
}

/** Some sites write emoji with the variation selector for colour, some without it. */
function spellings(emoji: string): readonly string[] {
  const character = String.fromCodePoint(...emoji.split('-').map((code) => Number.parseInt(code, 16)));
  const bare = character.replaceAll('\uFE0F', '');
  return [...new Set([character, bare, `${bare}\uFE0F`])];
}
