/** The last reactions of a call, and what the user says about them. */
import type { Reaction, WrongMark } from '../types';

const KEPT = 50;

export interface ReactionList {
  /** Newest first. */
  readonly all: readonly Reaction[];
  add(reaction: Reaction): void;
  /** Marks the reaction of this moment as wrong; null where there is none, or it is marked already. */
  markWrong(time: number): WrongMark | null;
}

export function createReactionList(): ReactionList {
  let all: readonly Reaction[] = [];
  return {
    get all() {
      return all;
    },
    add(reaction) {
      all = [reaction, ...all].slice(0, KEPT);
    },
    markWrong(time) {
      const found = all.find((each) => each.time === time && !each.wrong);
      if (!found) return null;
      all = all.map((each) => (each === found ? { ...each, wrong: true } : each));
      const { expression, confidence } = found;
      return { time, expression, confidence };
    },
  };
}
