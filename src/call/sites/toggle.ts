/** Microphone and camera buttons. A name says what a press does: the opposite of the current state. */
import { type ElementSpec, namesOf, normaliseWord } from './find';

export interface ToggleSpec extends ElementSpec {
  /** An attribute with the state, the same in every language. */
  readonly state?: { readonly attribute: string; readonly on: string; readonly off: string };
  /** Beginnings of names that offer to switch it off: it is on. */
  readonly offersOff: readonly string[];
  /** Beginnings of names that offer to switch it on: it is off. */
  readonly offersOn: readonly string[];
}

/** Whether the button's device is on; null if unknown. The attribute takes precedence. */
export function readToggle(element: Element, spec: ToggleSpec): boolean | null {
  const value = spec.state && element.getAttribute(spec.state.attribute);
  if (value !== null && value !== undefined) {
    if (value === spec.state?.on) return true;
    if (value === spec.state?.off) return false;
  }
  const names = namesOf(element);
  const off = longestMatch(names, spec.offersOff);
  const on = longestMatch(names, spec.offersOn);
  // If one name is the beginning of the other, the longer one is meant.
  return off === on ? null : off > on;
}

function longestMatch(names: readonly string[], words: readonly string[]): number {
  return words
    .map(normaliseWord)
    .filter((word) => names.some((name) => name.startsWith(word)))
    .reduce((longest, word) => Math.max(longest, word.length), 0);
}
