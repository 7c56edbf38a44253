/** What becomes of the reactions of one call: they come at once, after the user's yes, or not at all. */
import { chooseEmoji } from '../../shared/emoji/choose';
import { DEFAULT_EMOJI, SLOTS } from '../../shared/emoji/slots';
import type { ReactionEvent } from '../../shared/reaction-event';
import type { ReactionMode } from '../../shared/settings/reaction-settings';
import { EXPRESSIONS, type Expression, type Reaction, type WrongMark } from '../../shared/types';
import { createReactionList } from './reaction-list';

/** How long a question waits for its answer; without one nothing is sent. Milliseconds. */
export const WAITS = 6000;

/** How a reaction came about, and what became of it. */
export type ReactionOutcome = Pick<ReactionEvent, 'how' | 'outcome'>;

export interface ReactionEdges {
  now(): number;
  /** Whether expressions may react by themselves, or ask, now. */
  autoReactions(): boolean;
  /** Whether others would see a reaction at all; missing: they would. */
  canSend?(): boolean;
  /** What the user wants for an expression now; missing: what the analysis was told. */
  mode?(expression: Expression): ReactionMode;
  /** The reaction with the emoji that the user chose. */
  dress?(reaction: Reaction): Reaction;
  onReaction(reaction: Reaction): void;
  /** One that was shown has become stronger: its emoji changes. */
  onGrown?(reaction: Reaction): void;
  /** What became of a reaction, for the history. */
  onOutcome?(reaction: Reaction, outcome: ReactionOutcome): void;
  /** The user is to be asked, for `WAITS` at the most; null: no longer. */
  onAsk?(reaction: Reaction | null): void;
}

export interface Reactions {
  /** Newest first. */
  readonly kept: readonly Reaction[];
  /** What the user is being asked about; null: nothing. */
  readonly asked: Reaction | null;
  /** One that the analysis has found. */
  offer(reaction: Reaction): void;
  /**
   * The user wants it: what was asked about, or else the expression that is on; neutral has nothing to send.
   * @param seen when it was seen last; milliseconds since the epoch
   * @returns whether the expression that is on was sent: the analysis, which may be about to, must not send it again
   */
  sendNow(expression: Expression | null, confidence: number, seen?: number): boolean;
  /** The user sends this one, whatever the face shows. */
  sendByHand(picked: Pick<Reaction, 'emoji' | 'image'>): void;
  /** The user does not want it: neither what was asked about nor what is on its way. */
  cancel(): void;
  /** Marks the reaction of this moment as wrong; null where there is none, or it is marked already. */
  markWrong(time: number): WrongMark | null;
  /** Nobody is there to answer any more. */
  drop(): void;
}

export function createReactions(edges: ReactionEdges): Reactions {
  const list = createReactionList();
  let asked: Reaction | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What was seen until then is not wanted, or was sent by the user. */
  let cancelledAt = Number.NEGATIVE_INFINITY;

  function send(reaction: Reaction, how: ReactionEvent['how'], seen = reaction.time): void {
    list.add(reaction, seen);
    edges.onReaction(reaction);
    edges.onOutcome?.(reaction, { how, outcome: 'sent' });
  }

  /** Takes the question away. @returns what it was about */
  function takeAsked(): Reaction | null {
    clearTimeout(timer);
    const taken = asked;
    if (taken === null) return null;
    asked = null;
    edges.onAsk?.(null);
    return taken;
  }

  function drop(): void {
    const declined = takeAsked();
    if (declined !== null) edges.onOutcome?.(declined, { how: 'asked', outcome: 'cancelled' });
  }

  /** The stricter of what the analysis was told and what the user wants now: the two can differ for a moment. */
  function modeOf({ expression, asks }: Reaction): ReactionMode {
    if (!edges.autoReactions()) return 'never';
    const now = edges.mode?.(expression) ?? 'auto';
    const mode = now === 'auto' && asks ? 'ask' : now;
    // Where nobody else sees it, there is nothing to ask.
    return mode === 'ask' && edges.canSend?.() === false ? 'auto' : mode;
  }

  const dressed = (reaction: Reaction): Reaction => edges.dress?.(reaction) ?? reaction;

  return {
    get kept() {
      return list.all;
    },
    get asked() {
      return asked;
    },
    offer(reaction) {
      const mode = modeOf(reaction);
      // A no from the future is from before the clock was set back.
      const refused = reaction.time <= cancelledAt && cancelledAt <= edges.now();
      if (mode === 'never' || refused) return;
      const { asks: _, grew, ...plain } = dressed(reaction);
      if (grew) {
        if (list.replace(plain)) edges.onGrown?.(plain);
        return;
      }
      if (mode === 'auto') return send(plain, 'auto');
      // One question takes the place of the other: its buttons stay, and with them the keyboard's focus.
      clearTimeout(timer);
      asked = plain;
      timer = setTimeout(drop, WAITS);
      edges.onAsk?.(plain);
    },
    sendNow(expression, confidence, seen) {
      const waiting = takeAsked();
      const time = edges.now();
      // The yes is what counts for others: the moment that it was asked about, which names its span, may be seconds ago.
      if (waiting !== null) send({ ...waiting, time }, 'asked', waiting.time);
      if (waiting !== null || expression === null || expression === 'neutral') return false;
      const { slot, emoji } = chooseEmoji(expression);
      // A key may be pressed a moment after the face has changed: the span is known by when it was seen.
      send(dressed({ time, expression, confidence, emoji, ...(slot !== null && { slot }) }), 'manual', seen);
      cancelledAt = time;
      return true;
    },
    sendByHand({ emoji, image }) {
      const slot = SLOTS.find((each) => DEFAULT_EMOJI[each] === emoji);
      const expression = EXPRESSIONS.find((each) => slot?.startsWith(each)) ?? 'neutral';
      const reaction: Reaction = { time: edges.now(), expression, confidence: 1, emoji, picked: true };
      send(image === undefined ? reaction : { ...reaction, image }, 'manual');
    },
    cancel() {
      cancelledAt = edges.now();
      drop();
    },
    markWrong: list.markWrong,
    drop,
  };
}
