/** A made-up year of calls, the same every time. */
import type { StoredReaction } from '../../../src/shared/reaction-event';
import { EXPRESSIONS, type Expression, type StoredSpan } from '../../../src/shared/types';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SITES = ['meet.google.com', 'meet.google.com', 'teams.microsoft.com', 'app.zoom.us'];
const WEIGHTS: Record<Expression, number> = {
  neutral: 60,
  happy: 22,
  surprised: 8,
  sad: 5,
  angry: 3,
  fearful: 2,
};

/** Numbers in 0..1 that look random and are not (a linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Calls on the working days before `now`, three a day with `spansACall` spans each.
 * @returns the spans, oldest first
 */
export function calls(now: number, days: number, spansACall: number): StoredSpan[] {
  const random = numbers(7);
  const spans: StoredSpan[] = [];
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  for (let ago = days - 1; ago >= 0; ago--) {
    const day = new Date(midnight - ago * DAY + DAY / 2).setHours(0, 0, 0, 0);
    const weekday = new Date(day).getDay();
    if (weekday === 0 || weekday === 6) continue;
    [9.5, 13 + (weekday % 3), 16].forEach((hour, nth) => {
      const callId = `${String(ago).padStart(8, '0')}-000${nth}-4000-8000-000000000000`;
      const site = SITES[Math.floor(random() * SITES.length)]!;
      let start = day + hour * 60 * MINUTE;
      for (let i = 0; i < spansACall && start < now; i++) {
        const expression = draw(random(), i);
        const longest = expression === 'neutral' ? 40_000 : 12_000;
        const duration = Math.round(600 + random() * random() * longest);
        spans.push({ expression, start, duration, confidence: 0.6 + 0.4 * random(), site, callId });
        start += duration + Math.round(random() * 2000);
      }
    });
  }
  return spans;
}

function draw(value: number, nth: number): Expression {
  if (nth % 2 === 0) return 'neutral';
  const sum = EXPRESSIONS.reduce((all, name) => all + WEIGHTS[name], 0);
  let left = value * sum;
  for (const name of EXPRESSIONS) {
    left -= WEIGHTS[name];
    if (left < 0) return name;
  }
  return 'neutral';
}

const EMOJI = ['1f604', '1f604', '1f602', '1f62e', '1f60a', '1f44d', '1f389'];
const WAYS = ['auto', 'auto', 'auto', 'asked', 'manual'] as const;

/** About `count` reactions, spread over the happy and surprised moments of the calls. @returns oldest first */
export function reactionsOf(spans: readonly StoredSpan[], count: number): StoredReaction[] {
  const random = numbers(11);
  const moments = spans.filter(({ expression }) => expression === 'happy' || expression === 'surprised');
  const share = count / Math.max(moments.length, 1);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  return moments.flatMap(({ start, duration, expression, site, callId }) => {
    const many = Math.floor(share) + (random() < share % 1 ? 1 : 0);
    return Array.from({ length: many }, (_, i): StoredReaction => {
      const cancelled = random() < 0.08;
      return {
        time: start + Math.floor((duration * i) / many),
        expression,
        emoji: pick(EMOJI),
        how: pick(WAYS),
        outcome: cancelled ? 'cancelled' : 'sent',
        shown: cancelled ? [] : ['video'],
        site,
        callId,
      };
    });
  });
}
