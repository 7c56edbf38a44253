import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFrameSchedule } from '../../src/analysis/scheduling/frame-schedule';
import type { FrameRequest, Outcome, Scheduler } from '../../src/analysis/scheduling/scheduler';
import type { Reading } from '../../src/shared/types';

const analysed = (cost: number): Outcome => ({ kind: 'analysed', reading: {} as Reading, cost });

function setUp(orders: FrameRequest[]) {
  let time = 1000;
  const asked: Outcome[] = [];
  const scheduler: Scheduler = {
    backOff: null,
    next(outcome) {
      asked.push(outcome);
      return orders.shift()!;
    },
  };
  return {
    asked,
    orders: createFrameSchedule(scheduler, () => time),
    pass(milliseconds: number) {
      time += milliseconds;
    },
  };
}

it('a look around comes at once, and the next frame when it would have come', () => {
  const times = fc.record({ wait: fc.nat(1000), within: fc.nat(2000), passed: fc.nat(1500) });
  fc.assert(
    fc.property(times, ({ wait, within, passed }) => {
      const order: FrameRequest = { wait, force: false, every: 125, within };
      const { asked, orders, pass } = setUp([order]);
      expect(orders.after(analysed(20), 0, true)).toEqual({ wait: 0, force: true, every: 125, within: 0 });
      pass(passed);
      const rest = orders.after(analysed(15), 0);
      expect(rest).toMatchObject({
        wait: Math.max(wait - passed, 0),
        every: 125,
        within: Math.max(within - passed, 0),
      });
      expect(orders.order).toBe(rest);
      expect(asked).toHaveLength(1);
    }),
  );
});

it('what a look around costs is paid by the next frame that counts', () => {
  const order: FrameRequest = { wait: 100, force: false, every: 125, within: 500 };
  const { asked, orders } = setUp([order, order, order]);
  orders.after(analysed(20), 0, true);
  orders.after(analysed(15), 0);
  orders.after(analysed(22), 0);
  orders.after(analysed(21), 0);
  expect(asked).toMatchObject([{ cost: 20 }, { cost: 37 }, { cost: 21 }]);
});

it('a look around that fails is a failure like any other', () => {
  const order: FrameRequest = { wait: 100, force: false, every: 125, within: 500 };
  const { asked, orders } = setUp([order, order]);
  orders.after(analysed(20), 0, true);
  expect(orders.after({ kind: 'failed' }, 0)).toBe(order);
  expect(asked.at(-1)).toEqual({ kind: 'failed' });
});
