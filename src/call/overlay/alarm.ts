/** A single timer: setting it again replaces the earlier time. */
import { startTimer, type Timer } from '../../shared/edges/timers';
export interface Alarm {
  /**
   * Rings once at `time` (milliseconds since the epoch; at once if it has passed) and replaces the earlier time; null:
   * never.
   */
  set(time: number | null): void;
}

/** An alarm that never rings again after `signal` aborts. */
export function createAlarm(signal: AbortSignal, onRing: () => void): Alarm {
  let timer: Timer | undefined;
  signal.addEventListener('abort', () => timer?.stop(), { once: true });
  return {
    set(time) {
      timer?.stop();
      if (time !== null && !signal.aborted) timer = startTimer(onRing, Math.max(0, time - Date.now()));
    },
  };
}
