/** The recent reactions of a call, and the user's marks on them. */
import type { Reaction, WrongMark } from '../../shared/types';

const KEPT = 50;

export interface ReactionList {
  /** Newest first. */
  readonly all: readonly Reaction[];
  /** @param seen when the expression was seen: it identifies the span, and a yes may come seconds later */
  add(reaction: Reaction, seen?: number): void;
  /** Replaces the reaction of this time and expression, unless it is marked as wrong. @returns whether there was one */
  replace(reaction: Reaction): boolean;
  /** Marks the reaction of this moment as wrong; null if there is none, it is already marked, or the user picked it. */
  markWrong(time: number): WrongMark | null;
}

export function createReactionList(): ReactionList {
  let kept: readonly { readonly reaction: Reaction; readonly seen: number }[] = [];
  return {
    get all() {
      return kept.map(({ reaction }) => reaction);
    },
    add(reaction, seen = reaction.time) {
      kept = [{ reaction, seen }, ...kept].slice(0, KEPT);
    },
    replace(reaction) {
      const found = kept.find(
        ({ reaction: { time, expression, wrong } }) =>
          time === reaction.time && expression === reaction.expression && !wrong,
      );
      kept = kept.map((each) => (each === found ? { ...each, reaction } : each));
      return found !== undefined;
    },
    markWrong(time) {
      const found = kept.find(
        ({ reaction }) => reaction.time === time && !reaction.wrong && !reaction.picked,
      );
      if (!found) return null;
      const { reaction, seen } = found;
      kept = kept.map((each) => (each === found ? { reaction: { ...reaction, wrong: true }, seen } : each));
      const { expression, confidence } = reaction;
      return { time: seen, expression, confidence };
    },
  };
}
