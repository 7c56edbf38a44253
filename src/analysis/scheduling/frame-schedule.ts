/** When a call's next frame is wanted: the scheduler's word, and looks around that come besides. */
import { type FrameRequest, type Outcome, remainingOf, type Scheduler } from './scheduler';

export interface FrameSchedule {
  /** How the next frame is to be asked for. */
  readonly order: FrameRequest;
  /**
   * Call when the frame that was asked for at `askedAt` has been dealt with.
   * @param around whether the next one is a look around: it comes at once, and moves no other frame
   */
  after(outcome: Outcome, askedAt: number, around?: boolean): FrameRequest;
}

/** @param now milliseconds since the epoch */
export function createFrameSchedule(scheduler: Scheduler, now: () => number): FrameSchedule {
  let order: FrameRequest = { wait: 0, force: true, every: 0, within: 0 };
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
