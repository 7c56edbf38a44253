/** Takes the next frame when the last result said to. One request per frame would cost as much again. */

import { startTimer, type Timer } from '../../shared/edges/timers';
import { isForced, type NextFrame } from '../../shared/messages/frames';
import type { RegionOfInterest, Watch } from '../../shared/types';

export interface FrameTimer {
  /** Replaces the current schedule. */
  follow(next: NextFrame): void;
  /**
   * Call when nothing has changed in the watched part.
   * @returns whether the timer goes on by itself; otherwise the analysis must be told
   */
  same(): boolean;
  stop(): void;
}

/**
 * @param request asks the camera for a picture
 * @param canWait whether timers are on time: browsers delay them in hidden tabs
 * @param now milliseconds
 */
export function createFrameTimer(
  request: (region: RegionOfInterest | null, watch: Watch) => void,
  canWait: () => boolean,
  now: () => number,
): FrameTimer {
  let order: { readonly next: NextFrame; readonly began: number } | null = null;
  let timer: Timer | undefined;

  function takeFrame(): void {
    if (order === null) return;
    const { next, began } = order;
    request(next.region, { part: next.part, force: isForced(next.within, now() - began) });
  }

  return {
    follow(next) {
      timer?.stop();
      order = { next, began: now() };
      timer = startTimer(takeFrame, next.wait);
    },
    same() {
      if (order === null || !canWait()) return false;
      timer?.stop();
      timer = startTimer(takeFrame, order.next.every);
      return true;
    },
    stop() {
      timer?.stop();
      order = null;
    },
  };
}
