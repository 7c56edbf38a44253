/** The site's own reaction: presses the site's button for one of our reactions. Off until the user chooses it. */

import { startTimer } from '../../shared/edges/timers';
import type { Reaction } from '../../shared/types';
import { partName } from '../../shared/words/sites';
import type { NativeReactions, Site } from '../sites/site';
import { nativeButton, ownButton, pickedButton } from './mapping';
import { type SequenceEdges, sendNative, type Wanted } from './sequence';
import { WORDS } from './words';

/** Least time between two presses, because others in the call see each of them. Milliseconds. */
export const LEAST_GAP = 5000;
/** An older reaction belongs to a moment that is over. Milliseconds. */
export const LONGEST_DELAY = 5000;

export interface SiteReactionEdges extends SequenceEdges {
  now(): number;
  /** Whether the user wants it and the page says that it is in a call. */
  allowed(): boolean;
  /** What went wrong, in words for the user; null if the last press succeeded. */
  onProblem(message: string | null): void;
}

export interface SiteReaction {
  /**
   * Takes only the extension's own reactions.
   * @returns whether it was pressed; never rejects
   */
  react(reaction: Reaction): Promise<boolean>;
  dispose(): void;
}

export function createSiteReaction(document: Document, site: Site, edges: SiteReactionEdges): SiteReaction {
  const lifetime = new AbortController();
  let last = Number.NEGATIVE_INFINITY;
  let busy = false;

  async function send(reaction: Reaction): Promise<boolean> {
    const { reactions, foreign } = site.elements;
    const wanted = reactions && wantedOf(reactions, reaction);
    if (!reactions || !wanted || busy || !edges.allowed()) return false;
    const now = edges.now();
    // If the clock was set back, the last time is meaningless. What the user picks is limited by the user.
    const tooSoon = !reaction.picked && now >= last && now - last < LEAST_GAP;
    if (tooSoon || now - reaction.time > LONGEST_DELAY) return false;
    busy = true;
    // Also after a failure: a page whose tray does not open must not be pressed repeatedly.
    last = now;
    try {
      const result = await sendNative(document, reactions, wanted, foreign, edges, lifetime.signal);
      if (lifetime.signal.aborted) return result.kind === 'sent';
      if (result.kind === 'sent') edges.onProblem(null);
      if (result.kind === 'not-found') edges.onProblem(notFound(site, result.what));
      return result.kind === 'sent';
    } catch (error) {
      edges.onProblem(WORDS.failed(site.name));
      console.error('EmojiGen could not send a reaction.', error);
      return false;
    } finally {
      busy = false;
    }
  }

  return {
    react: send,
    dispose: () => lifetime.abort(),
  };
}

/** The buttons for a reaction; null to press none. A pick is that emoji or nothing, never one that is like it. */
function wantedOf(reactions: NativeReactions, reaction: Reaction): Wanted | null {
  if (reaction.picked) {
    const own = pickedButton(reactions, reaction);
    return own && { button: null, own };
  }
  const button = nativeButton(reactions, reaction.expression);
  return button && { button, own: ownButton(reactions, reaction) };
}

/** In words for the user. */
export function notFound(site: Pick<Site, 'name'>, what: string): string {
  const part = partName(what);
  // In English the name is in the middle of the sentence.
  const name =
    part === what && what.startsWith('Reaction') ? what.charAt(0).toLowerCase() + what.slice(1) : part;
  return WORDS.notFound(site.name, name);
}

/** Resolves after `milliseconds`, or at once when `signal` aborts. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = startTimer(resolve, milliseconds);
    const stop = (): void => {
      timer.stop();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
