import type { BackOff, Load } from '../../shared/messages/call-tab';
import type { Reading } from '../../shared/types';

/** Looks back this far. Milliseconds. */
const WINDOW = 5000;

/** Measures how many frames are analysed and what each costs, over the last seconds. */
export interface LoadMeter {
  /**
   * @param backOff why less is analysed than the user's budget allows
   * @param now when the reading came; milliseconds since the epoch
   */
  add(reading: Reading, backOff: BackOff | null, now: number): void;
  /** @param now milliseconds since the epoch; older frames no longer count */
  read(now: number): Load | null;
}

export function createLoadMeter(): LoadMeter {
  let recent: { time: number; took: number; late: number }[] = [];
  let reason: BackOff | null = null;
  return {
    add({ time, took }, backOff, now) {
      reason = backOff;
      recent.push({ time, took: took.total, late: Math.max(0, now - time) });
      recent = recent.filter((entry) => entry.time > time - WINDOW);
    },
    read(now) {
      recent = recent.filter((entry) => entry.time > now - WINDOW);
      const first = recent[0];
      if (first === undefined) return null;
      const seconds = Math.max(now - first.time, 1000) / 1000;
      const late = recent.map((entry) => entry.late).sort((a, b) => a - b);
      const sum = recent.reduce((total, entry) => total + entry.took, 0);
      return {
        framesPerSecond: recent.length / seconds,
        millisecondsPerFrame: sum / recent.length,
        coreShare: Math.min(sum / 1000 / seconds, 1),
        newest: recent.at(-1)!.time,
        late: late[late.length >> 1]!,
        backOff: reason,
      };
    },
  };
}
