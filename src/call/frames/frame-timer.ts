/** Looks at the camera when the last answer of the analysis said to: a question for each frame would cost as much again. */
import { isForced, type NextFrame } from '../../shared/messages/frames';
import type { RegionOfInterest, Watch } from '../../shared/types';

export interface FrameTimer {
  /** From now on; what was to be looked at before is forgotten. */
  follow(next: NextFrame): void;
  /**
   * Nothing has changed in what was looked at.
   * @returns whether it is looked at again without a word; otherwise the analysis must be told
   */
  same(): boolean;
  stop(): void;
}

/**
 * @param request asks the camera for a picture
 * @param canWait whether timers run as they should: browsers slow them down in hidden tabs
 * @param now milliseconds
 */
export function createFrameTimer(
  request: (region: RegionOfInterest | null, watch: Watch) => void,
  canWait: () => boolean,
  now: () => number,
): FrameTimer {
  let order: { readonly next: NextFrame; readonly began: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    if (order === null) return;
    const { next, began } = order;
    request(next.region, { part: next.part, force: isForced(next.within, now() - began) });
  }

  return {
    follow(next) {
      clearTimeout(timer);
      order = { next, began: now() };
      timer = setTimeout(look, next.wait);
    },
    same() {
      if (order === null || !canWait()) return false;
      clearTimeout(timer);
      timer = setTimeout(look, order.next.every);
      return true;
    },
    stop() {
      clearTimeout(timer);
      order = null;
    },
  };
}
