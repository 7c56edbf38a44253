import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conditions, planFor } from '../../src/analysis/scheduling/plan';
import { createScheduler, type FrameRequest, type Outcome } from '../../src/analysis/scheduling/scheduler';
import { watchedPart } from '../../src/analysis/scheduling/watch';
import { PRESSURES } from '../../src/shared/messages/frames';
import { CPU_BUDGETS } from '../../src/shared/settings/schema';
import { EXPRESSIONS, type Probabilities, type Reading } from '../../src/shared/types';

const conditions: fc.Arbitrary<Conditions> = fc.record({
  budget: fc.constantFrom(...CPU_BUDGETS),
  onBattery: fc.boolean(),
  pressure: fc.constantFrom(...PRESSURES),
  follow: fc.boolean(),
});
const BALANCED: Conditions = { budget: 'balanced', onBattery: false, pressure: 'nominal', follow: false };

const probabilities = (happy: number): Probabilities =>
  Object.fromEntries(EXPRESSIONS.map((name) => [name, name === 'happy' ? happy : (1 - happy) / 5])) as never;

function reading(change: Partial<Reading> & { happy?: number } = {}): Reading {
  const { happy = 0.1, ...rest } = change;
  return {
    time: 0,
    faces: [
      { track: 1, box: { x: 0.4, y: 0.3, width: 0.2, height: 0.3 }, probabilities: probabilities(happy) },
    ],
    expression: 'neutral',
    confidence: 0.8,
    dwell: 0,
    took: { face: 10, emotion: 5, total: 15 },
    ...rest,
  };
}

/** A call in which the picture changes at the times given; `cost` of each analysed picture. */
function play(given: Conditions, changes: readonly number[], cost: number, until = 20_000, sharers = 1) {
  const scheduler = createScheduler(
    () => planFor(given),
    () => sharers,
  );
  const analysed: number[] = [];
  const looks: number[] = [];
  let order: FrameRequest = { wait: 0, force: true, every: 0, within: 0 };
  let now = 1_000_000;
  const start = now;
  let lastSeen = -1;
  for (;;) {
    now += order.wait;
    const t = now - start;
    if (t > until) return { analysed, looks, backOff: scheduler.backOff };
    const changed = changes.filter((time) => time <= t).length;
    const askedAt = now;
    let outcome: Outcome = { kind: 'same' };
    looks.push(t);
    if (order.force || changed !== lastSeen) {
      analysed.push(t);
      // Every change is one of the face: its probabilities swing.
      outcome = { kind: 'analysed', cost, reading: reading({ happy: changed % 2 === 0 ? 0.1 : 0.8 }) };
      lastSeen = changed;
      now += cost;
    }
    now += 3;
    order = scheduler.next(outcome, askedAt, now);
    expect(order.wait).toBeGreaterThanOrEqual(0);
    expect(order.wait).toBeLessThanOrEqual(1500);
  }
}

const gaps = (times: readonly number[]): number[] => times.slice(1).map((time, i) => time - times[i]!);

describe('the plan', () => {
  it('asks for less where the user, the battery or the heat does, never for more', () => {
    fc.assert(
      fc.property(conditions, conditions, (a, other) => {
        const harder: Conditions = {
          budget: CPU_BUDGETS.find((each) => each === a.budget || each === other.budget)!,
          onBattery: a.onBattery || other.onBattery,
          pressure: PRESSURES.findLast((each) => each === a.pressure || each === other.pressure)!,
          follow: a.follow,
        };
        const [more, less] = [planFor(a), planFor(harder)];
        for (const name of ['look', 'calm', 'alert'] as const) {
          expect(less[name]).toBeGreaterThanOrEqual(more[name]);
        }
        expect(less.share).toBeLessThanOrEqual(more.share);
      }),
    );
  });

  it('names a reason exactly where it gives less than the user chose', () => {
    fc.assert(
      fc.property(conditions, (given) => {
        const plan = planFor(given);
        const chosen = planFor({ ...given, onBattery: false, pressure: 'nominal' });
        expect(plan.backOff === null).toBe(plan.share === chosen.share);
      }),
    );
    expect(planFor({ ...BALANCED, onBattery: true }).backOff).toBe('battery');
    expect(planFor({ ...BALANCED, budget: 'low', onBattery: true }).backOff).toBeNull();
    expect(planFor({ ...BALANCED, onBattery: true, pressure: 'critical' }).backOff).toBe('heat');
  });

  it('sees the face under a mask before the mask would cover everything, however slow the machine', () => {
    fc.assert(
      fc.property(
        conditions,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 4 }),
        (given, cost, sharers) => {
          const { analysed } = play({ ...given, follow: true }, [], cost, 5000, sharers);
          const longest = Math.max(...analysed.slice(1).map((time, i) => time - analysed[i]!));
          // `STALE` in src/call/outgoing/drawing/mask-pose.ts.
          expect(longest + cost).toBeLessThan(1000);
        },
      ),
    );
  });

  it('leaves a balanced call 600 ms from the beginning of an expression to its reaction', () => {
    const { look, alert } = planFor(BALANCED);
    expect(look + 300 + alert).toBeLessThanOrEqual(600);
  });

  it('looks often enough for the temporal filter, and no less often while something follows the face', () => {
    fc.assert(
      fc.property(conditions, (given) => {
        const { look, calm, alert } = planFor(given);
        expect(calm).toBeLessThanOrEqual(1500);
        expect(look).toBeLessThanOrEqual(calm);
        expect(alert).toBeLessThanOrEqual(look);
        if (given.follow) expect([look, calm]).toEqual([alert, alert]);
      }),
    );
  });
});

describe('the scheduler', () => {
  const costs = fc.double({ min: 0.1, max: 400, noNaN: true });
  const changes = fc.array(fc.integer({ min: 2000, max: 18_000 }), { maxLength: 12 });

  it('takes no more than its share of a core, however slow the machine and however many calls there are', () => {
    fc.assert(
      fc.property(conditions, costs, fc.integer({ min: 1, max: 3 }), changes, (given, cost, sharers, at) => {
        const { analysed } = play(given, at, cost, 20_000, sharers);
        const settled = gaps(analysed.slice(1));
        const allowed = Math.min((cost / planFor(given).share) * sharers, planFor(given).slowest);
        for (const gap of settled) expect(gap).toBeGreaterThanOrEqual(allowed - 20);
      }),
    );
  });

  it('analyses a face that does not change at its calm rate', () => {
    fc.assert(
      fc.property(conditions, fc.double({ min: 0.1, max: 20, noNaN: true }), (given, cost) => {
        const { calm, share, look } = planFor(given);
        const { analysed } = play(given, [], cost);
        const later = gaps(analysed.filter((t) => t > 5000));
        for (const gap of later) {
          expect(gap).toBeLessThanOrEqual(Math.max(calm, cost / share) + look + cost);
          expect(gap).toBeGreaterThanOrEqual(calm - 20);
        }
      }),
    );
  });

  it('sees a change at the next look, and then analyses at the full rate for a second', () => {
    fc.assert(
      fc.property(conditions, fc.integer({ min: 4000, max: 9000 }), (given, time) => {
        const { look, alert } = planFor(given);
        const cost = 10;
        const { analysed } = play(given, [time], cost);
        const seen = analysed.find((t) => t >= time)!;
        expect(seen - time).toBeLessThanOrEqual(look + cost + 3);
        const after = [seen, ...analysed.filter((t) => t > seen && t <= seen + 1000)];
        for (const gap of gaps(after))
          expect(gap).toBeLessThanOrEqual(Math.max(alert, cost / 0.12) + cost + 3);
      }),
    );
  });

  it('says when frames take too long for the budget', () => {
    expect(play(BALANCED, [], 10).backOff).toBeNull();
    expect(play(BALANCED, [], 200).backOff).toBe('slow');
    expect(play({ ...BALANCED, onBattery: true }, [], 200).backOff).toBe('battery');
  });

  it.each<[string, Partial<Reading> & { happy?: number }]>([
    ['a reaction is on its way', { dwell: 0.4 }],
    ['the expression is another one', { expression: 'happy' }],
    ['nothing is known yet', { expression: null }],
    ['the face is gone', { faces: [] }],
    ['another face is there', { faces: [{ ...reading().faces[0]!, track: 2 }] }],
    ['the probabilities swing', { happy: 0.4 }],
  ])('is alert when %s, and calm when it is over', (_, change) => {
    const scheduler = createScheduler(() => planFor(BALANCED));
    const analysed = (next: Reading): Outcome => ({ kind: 'analysed', reading: next, cost: 10 });
    scheduler.next(analysed(reading()), 0, 10);
    expect(scheduler.next(analysed(reading()), 3000, 3010)).toMatchObject({ wait: 115, force: false });
    const order = scheduler.next(analysed(reading(change)), 3500, 3510);
    expect(order).toMatchObject({ wait: 90, force: true });
    const same = reading({ ...change, ...(change.expression === null ? { expression: 'neutral' } : {}) });
    scheduler.next(analysed({ ...same, dwell: 0 }), 3600, 3610);
    expect(scheduler.next(analysed({ ...same, dwell: 0 }), 6000, 6010).force).toBe(false);
  });

  it('goes on when the clock is set back', () => {
    const scheduler = createScheduler(() => planFor(BALANCED));
    scheduler.next({ kind: 'analysed', reading: reading(), cost: 10 }, 3_600_000, 3_600_010);
    const { wait, force } = scheduler.next({ kind: 'same' }, 1000, 1005);
    expect(wait).toBeLessThanOrEqual(125);
    expect(force).toBe(true);
  });
});

describe('the watched part', () => {
  const size = fc.record({
    width: fc.integer({ min: 2, max: 4000 }),
    height: fc.integer({ min: 2, max: 4000 }),
  });
  const share = fc.double({ min: -0.2, max: 1.2, noNaN: true });
  const face = fc.record({
    x: share,
    y: share,
    width: fc.double({ min: 0, max: 1, noNaN: true }),
    height: share,
  });

  it('lies in the picture, on even pixels', () => {
    fc.assert(
      fc.property(fc.option(face), size, (box, source) => {
        const part = watchedPart(box, source, null);
        for (const value of Object.values(part)) expect(value % 2).toBe(0);
        expect(Math.min(part.x, part.y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(part.width, part.height)).toBeGreaterThanOrEqual(2);
        expect(part.x + part.width).toBeLessThanOrEqual(source.width);
        expect(part.y + part.height).toBeLessThanOrEqual(source.height);
      }),
    );
  });

  it('stays for a small movement and moves with a large one', () => {
    const source = { width: 1280, height: 720 };
    const box = { x: 0.4, y: 0.3, width: 0.2, height: 0.4 };
    const first = watchedPart(box, source, null);
    expect(watchedPart({ ...box, x: 0.42 }, source, first)).toBe(first);
    const moved = watchedPart({ ...box, x: 0.5 }, source, first);
    expect(moved.x).toBeGreaterThan(first.x);
    expect(watchedPart(null, source, first)).toEqual({ x: 0, y: 0, ...source });
  });
});
