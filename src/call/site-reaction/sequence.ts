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

export interface Wanted {
  readonly button: ElementSpec;
  /** Preferred button, if the tray has it or can show it. */
  readonly own?: ElementSpec | null;
}

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
  const target = (spec = button): HTMLElement | null => {
    const open = tray();
    return open && only(open, spec);
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
  const result: SendResult = signal.aborted
    ? { kind: 'aborted' }
    : emoji === null
      ? { kind: 'not-found', what: tray() === null ? reactions.tray.what : button.what }
      : { kind: 'sent' };
  if (result.kind === 'sent' && emoji) press((own && (await chosen(own))) ?? emoji);
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

  /** The button of the user's own emoji, in the tray or in the full list. */
  async function chosen(spec: ElementSpec): Promise<HTMLElement | null> {
    const inAny = (wanted: ElementSpec): HTMLElement | null => {
      for (const place of places()) {
        const element = only(place, wanted);
        if (element !== null) return element;
      }
      return null;
    };
    const there = inAny(spec);
    const more = there === null && reactions.more ? inAny(reactions.more) : null;
    if (more === null) return there;
    press(more);
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
