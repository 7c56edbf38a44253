import { EXPRESSIONS, type Expression, type Probabilities } from '../../shared/types';

/**
 * How long each expression lasts on average in a call, in milliseconds: what turns one into another in the model.
 * Rounded from how people talk: mostly neutral, smiles of seconds, surprise of about one.
 */
const LASTS: Readonly<Record<Expression, number>> = {
  neutral: 10_000,
  happy: 3000,
  surprised: 1200,
  sad: 5000,
  angry: 4000,
  fearful: 2000,
};
/** What a neutral face turns into, as shares. */
const NEXT: Readonly<Record<Expression, number>> = {
  neutral: 0,
  happy: 0.5,
  surprised: 0.2,
  sad: 0.12,
  angry: 0.12,
  fearful: 0.06,
};
/** Of leaving any other expression, the share that goes to neutral; the rest is spread over the others. */
const TO_NEUTRAL = 0.8;
/** Neighbouring frames look alike: the evidence of this many milliseconds counts as one independent look. */
const ONE_LOOK = 130;
/** The longest stretch one frame speaks for. Milliseconds. */
const LONGEST_LOOK = 250;
/** The network is wrong this often however sure it is: bounds what a single look can do. */
const DOUBT = 0.04;
/** Shortest and longest step of the transition model: a long absence needs no fine ones. Milliseconds. */
const STEP = 20;
const LONG_STEP = 300;

/**
 * The forward pass of a hidden Markov model in continuous time (Rabiner 1989): the state is the expression, it
 * changes at the rates above, and every frame is evidence in proportion to the time it stands for. So the answer
 * depends on what was seen for how long, not on the number of frames a second.
 *
 * The network's probabilities serve as likelihoods as they are. Dividing them by the shares of its training data, as
 * a textbook would, counts rare expressions up, but calls are even more neutral than that data: agreement on the
 * stress set fell from 0.87 to 0.81 (docs/temporal.md).
 * @param before belief after the frame before, or null at the beginning
 * @param seen the network's probabilities for this frame
 * @param elapsed milliseconds since the frame before
 * @returns the new belief, which sums to 1
 */
export function believe(before: Probabilities | null, seen: Probabilities, elapsed: number): Probabilities {
  const time = Math.max(elapsed, 0);
  const prior = before === null ? STATIONARY : advance(before, time);
  const looks = (before === null ? ONE_LOOK : Math.min(time, LONGEST_LOOK)) / ONE_LOOK;
  const belief = {} as Record<Expression, number>;
  let sum = 0;
  for (const name of EXPRESSIONS) {
    const likelihood = (1 - DOUBT) * seen[name] + DOUBT / EXPRESSIONS.length;
    belief[name] = prior[name] * likelihood ** looks;
    sum += belief[name];
  }
  for (const name of EXPRESSIONS) belief[name] /= sum;
  return belief;
}

/** The belief after some time without evidence: it drifts towards what is usual in calls. */
export function advance(belief: Probabilities, elapsed: number): Probabilities {
  let now = belief;
  // After a minute nothing is left of it: more steps would change nothing.
  for (let left = Math.min(elapsed, 60_000); left > 0; ) {
    const time = Math.min(left, Math.max(STEP, Math.min(left / 50, LONG_STEP)));
    now = step(now, time);
    left -= time;
  }
  return now;
}

/** One small step of the transition model (Euler; the step is far shorter than any expression). */
function step(belief: Probabilities, time: number): Probabilities {
  const next = { ...belief } as Record<Expression, number>;
  for (const from of EXPRESSIONS) {
    const leaving = (belief[from] * time) / LASTS[from];
    next[from] -= leaving;
    for (const to of EXPRESSIONS) if (to !== from) next[to] += leaving * share(from, to);
  }
  return next;
}

function share(from: Expression, to: Expression): number {
  if (from === 'neutral') return NEXT[to];
  return to === 'neutral' ? TO_NEUTRAL : (1 - TO_NEUTRAL) / (EXPRESSIONS.length - 2);
}

/** The prior: the usual distribution in calls, which the model approaches without evidence. */
const STATIONARY: Probabilities = advance(
  { neutral: 1, happy: 0, surprised: 0, sad: 0, angry: 0, fearful: 0 },
  60_000,
);
