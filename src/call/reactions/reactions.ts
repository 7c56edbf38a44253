/** Decides about the reactions of one call: sent at once, sent after the user's yes, or not sent. */

import { startTimer, type Timer } from '../../shared/edges/timers';
import { chooseEmoji } from '../../shared/emoji/choose';
import { DEFAULT_EMOJI, SLOTS } from '../../shared/emoji/slots';
import type { ReactionEvent } from '../../shared/reaction-event';
import type { ReactionMode } from '../../shared/settings/reaction-settings';
import { EXPRESSIONS, type Expression, type Reaction, type WrongMark } from '../../shared/types';
import { createReactionList } from './reaction-list';

/** How long a question waits; without an answer nothing is sent. Milliseconds. */
export const WAITS = 6000;

/** What caused a reaction, and its outcome. */
export type ReactionOutcome = Pick<ReactionEvent, 'how' | 'outcome'>;

export interface ReactionEdges {
  now(): number;
  /** Whether expressions may react by themselves, or ask, now. */
  autoReactions(): boolean;
  /** Whether others would see a reaction; if missing, they would. */
  canSend?(): boolean;
  /** The user's current choice for an expression; if missing, the mode that the analysis used. */
  mode?(expression: Expression): ReactionMode;
  /** The reaction with the emoji that the user chose. */
  dress?(reaction: Reaction): Reaction;
  onReaction(reaction: Reaction): void;
  /** A visible reaction has become stronger: its emoji changes. */
  onGrown?(reaction: Reaction): void;
  /** The outcome of a reaction, for the history. */
  onOutcome?(reaction: Reaction, outcome: ReactionOutcome): void;
  /** Ask the user, for at most `WAITS`; null withdraws the question. */
  onAsk?(reaction: Reaction | null): void;
  /** What the user is asked about has become stronger: its emoji changes, and the question stands as long as before. */
  onAskGrown?(reaction: Reaction): void;
}

export interface Reactions {
  /** Newest first. */
  readonly kept: readonly Reaction[];
  /** The reaction that the user is asked about; null for none. */
  readonly asked: Reaction | null;
  /** Takes a reaction from the analysis. */
  offer(reaction: Reaction): void;
  /**
   * The user wants it: what was asked about, or else the expression that is on; neutral has nothing to send.
   * @param seen when it was seen last; milliseconds since the epoch
   * @returns whether the expression that is on was sent: the analysis, which may be about to, must not send it again
   */
  sendNow(expression: Expression | null, confidence: number, seen?: number): boolean;
  /** Sends the user's own pick, whatever the face shows. */
  sendByHand(picked: Pick<Reaction, 'emoji' | 'image'>): void;
  /** Rejects the reaction that is asked about and any coming one. */
  cancel(): void;
  /** Marks the reaction of this moment as wrong; null if there is none, or it is already marked. */
  markWrong(time: number): WrongMark | null;
  /** Withdraws the question: nobody can answer any more. */
  drop(): void;
}

export function createReactions(edges: ReactionEdges): Reactions {
  const list = createReactionList();
  let asked: Reaction | null = null;
  let timer: Timer | undefined;
  /** Expressions seen up to this time are rejected, or were sent by the user. */
  let cancelledAt = Number.NEGATIVE_INFINITY;

  function send(reaction: Reaction, how: ReactionEvent['how'], seen = reaction.time): void {
    list.add(reaction, seen);
    edges.onReaction(reaction);
    edges.onOutcome?.(reaction, { how, outcome: 'sent' });
  }

  /** Withdraws the question. @returns the reaction that it was about */
  function takeAsked(): Reaction | null {
    timer?.stop();
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

  /** The stricter of the analysis's mode and the user's current choice: they can differ for a moment. */
  function modeOf({ expression, asks }: Reaction): ReactionMode {
    if (!edges.autoReactions()) return 'never';
    const now = edges.mode?.(expression) ?? 'auto';
    const mode = now === 'auto' && asks ? 'ask' : now;
    // If nobody else would see it, no question is needed.
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
      // A rejection in the future is from before the clock was set back.
      const refused = reaction.time <= cancelledAt && cancelledAt <= edges.now();
      if (mode === 'never' || refused) return;
      const { asks: _, grew, ...plain } = dressed(reaction);
      if (grew) {
        if (asked?.time === plain.time && asked.expression === plain.expression) {
          asked = plain;
          edges.onAskGrown?.(plain);
        } else if (list.replace(plain)) edges.onGrown?.(plain);
        return;
      }
      if (mode === 'auto') return send(plain, 'auto');
      // The new question replaces the old one in place: its buttons stay, and so does the keyboard focus.
      timer?.stop();
      asked = plain;
      timer = startTimer(drop, WAITS);
      edges.onAsk?.(plain);
    },
    sendNow(expression, confidence, seen) {
      const waiting = takeAsked();
      const time = edges.now();
      // Others see the reaction at the time of the yes; the expression that names its span may be seconds older.
      if (waiting !== null) send({ ...waiting, time }, 'asked', waiting.time);
      if (waiting !== null || expression === null || expression === 'neutral') return false;
      const { slot, emoji } = chooseEmoji(expression);
      // A key may be pressed a moment after the face has changed: the time of the expression identifies the span.
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
