/** When the next frame of a call is due: the scheduler's plan, plus extra full-frame checks. */
import { type FrameRequest, type Outcome, remainingOf, type Scheduler } from './scheduler';

export interface FrameSchedule {
  /** The current request. */
  readonly order: FrameRequest;
  /**
   * Call when the frame that was asked for at `askedAt` has been dealt with.
   * @param around whether the next frame is a full-frame check: it comes at once and moves no other frame
   */
  after(outcome: Outcome, askedAt: number, around?: boolean): FrameRequest;
}

/** @param now milliseconds since the epoch */
export function createFrameSchedule(scheduler: Scheduler, now: () => number): FrameSchedule {
  let order: FrameRequest = { wait: 0, force: true, every: 0, within: 0 };
  /** The request of the regular frames, and when it was made. */
  let rest = order;
  let orderedAt = now();
  let isAround = false;
  /** Cost of full-frame checks that the next regular frame has to pay. Milliseconds. */
  let unpaid = 0;

  return {
    get order() {
      return order;
    },
    after(outcome, askedAt, around = false) {
      const time = now();
      if (isAround && outcome.kind === 'analysed') {
        unpaid += outcome.cost;
        rest = remainingOf(rest, time - orderedAt);
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
