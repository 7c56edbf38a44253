/** Sends one native reaction: opens the tray if it is closed, waits for the emoji, presses it, restores the tray. */
import { type ElementSpec, find } from '../sites/find';
import type { NativeReactions } from '../sites/site';

/** A tray takes a moment to appear: number of attempts to find it. */
const LOOKS = 5;
/** Milliseconds between two attempts. */
const LOOK_EVERY = 300;

export type SendResult =
  | { readonly kind: 'sent' }
  /** Nothing was pressed, or only the opener; `what` was missing or ambiguous. */
  | { readonly kind: 'not-found'; readonly what: string }
  | { readonly kind: 'aborted' };

/** `button` is in the tray; `own` is preferred, if the tray has it or can show it. Without `button`, `own` or nothing. */
export type Wanted =
  | { readonly button: ElementSpec; readonly own?: ElementSpec | null }
  | { readonly button: null; readonly own: ElementSpec };

export interface SequenceEdges {
  /** Rejects or resolves early when `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/**
 * Presses exactly one emoji button or none. Anything other than exactly one usable button in the tray is left alone.
 * @throws never
 */
export async function sendNative(
  document: Document,
  reactions: NativeReactions,
  { button, own = null }: Wanted,
  foreign: string | null,
  edges: SequenceEdges,
  signal: AbortSignal,
): Promise<SendResult> {
  const only = (root: ParentNode, spec: ElementSpec): HTMLElement | null => {
    const { elements } = find(root, spec, foreign);
    const [element] = elements;
    return elements.length === 1 && element && isPressable(element) ? (element as HTMLElement) : null;
  };
  const tray = (): Element | null => find(document, reactions.tray, foreign).elements[0] ?? null;
  const target = (): HTMLElement | null => {
    const open = tray();
    if (open === null) return null;
    return button ? only(open, button) : own && (inAny(own) ?? more());
  };

  let emoji = target();
  let opened = false;
  if (emoji === null) {
    if (tray() === null) {
      const opener = only(document, reactions.opener);
      if (opener === null) return { kind: 'not-found', what: reactions.opener.what };
      press(opener);
      opened = true;
    }
    for (let look = 0; look < LOOKS && emoji === null; look++) {
      await edges.sleep(LOOK_EVERY, signal).catch(() => {});
      if (signal.aborted) break;
      emoji = target();
    }
  }
  if (emoji !== null && own && !signal.aborted) {
    const chosen = await choose(own);
    // The button for more emoji only stands for one that it may show.
    emoji = chosen ?? (button && emoji);
  }
  const missing = tray() === null ? reactions.tray : (button ?? own ?? reactions.tray);
  const result: SendResult =
    emoji !== null && !signal.aborted
      ? { kind: 'sent' }
      : signal.aborted
        ? { kind: 'aborted' }
        : { kind: 'not-found', what: missing.what };
  if (result.kind === 'sent') press(emoji);
  if (opened) await close();
  return result;

  /** The tray, and the panel whose first row it is. */
  function places(): Element[] {
    const open = tray();
    const whole = open?.parentElement;
    if (!open || !whole || whole === document.body || only(whole, reactions.opener))
      return open ? [open] : [];
    return [open, whole];
  }

  function inAny(spec: ElementSpec): HTMLElement | null {
    for (const place of places()) {
      const element = only(place, spec);
      if (element !== null) return element;
    }
    return null;
  }

  function more(): HTMLElement | null {
    return reactions.more ? inAny(reactions.more) : null;
  }

  /** The button of the user's own emoji, in the tray or in the full list. */
  async function choose(spec: ElementSpec): Promise<HTMLElement | null> {
    const there = inAny(spec);
    const opener = there === null ? more() : null;
    if (opener === null) return there;
    press(opener);
    let found: HTMLElement | null = null;
    for (let look = 0; look < LOOKS && found === null && !signal.aborted; look++) {
      await edges.sleep(LOOK_EVERY, signal).catch(() => {});
      found = inAny(spec);
    }
    return found;
  }

  /** Some trays close by themselves; a tray that we opened and that stays is closed with its opener. */
  async function close(): Promise<void> {
    await edges.sleep(LOOK_EVERY, signal).catch(() => {});
    if (tray() !== null) press(only(document, reactions.opener));
  }
}

/** A disabled button is one the host has switched off. */
function isPressable(element: Element): boolean {
  return !element.matches(':disabled, [aria-disabled="true"]');
}

function press(element: HTMLElement | null): void {
  element?.click();
}
