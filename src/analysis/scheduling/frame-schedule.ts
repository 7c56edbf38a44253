/** When a call's next frame is wanted: the scheduler's word, and looks around that come besides. */
import { leftOf, type Order, type Outcome, type Scheduler } from './scheduler';

export interface Orders {
  /** How the next frame is to be asked for. */
  readonly order: Order;
  /**
   * Call when the frame that was asked for at `askedAt` has been dealt with.
   * @param around whether the next one is a look around: it comes at once, and moves no other frame
   */
  after(outcome: Outcome, askedAt: number, around?: boolean): Order;
}

/** @param now milliseconds since the epoch */
export function createOrders(scheduler: Scheduler, now: () => number): Orders {
  let order: Order = { wait: 0, force: true, every: 0, within: 0 };
  /** What the frames that count wait for, since when. */
  let rest = order;
  let orderedAt = now();
  let isAround = false;
  /** Of looks around, which the next frame that counts has to pay. Milliseconds. */
  let unpaid = 0;

  return {
    get order() {
      return order;
    },
    after(outcome, askedAt, around = false) {
      const time = now();
      if (isAround && outcome.kind === 'analysed') {
        unpaid += outcome.cost;
        rest = leftOf(rest, time - orderedAt);
      } else {
        const paid = outcome.kind === 'analysed' ? { ...outcome, cost: outcome.cost + unpaid } : outcome;
        if (outcome.kind === 'analysed') unpaid = 0;
        rest = scheduler.next(paid, askedAt, time);
      }
      orderedAt = time;
      isAround = around;
      order = around ? { ...rest, wait: 0, force: true, within: 0 } : rest;
      return order;
    },
  };
}
