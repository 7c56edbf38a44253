/** A single timer: setting it again replaces the earlier time. */
export interface Alarm {
  /**
   * Rings once at `time` (milliseconds since the epoch; at once if it has passed) and replaces the earlier time; null:
   * never.
   */
  set(time: number | null): void;
}

/** An alarm that never rings again after `signal` aborts. */
export function createAlarm(signal: AbortSignal, onRing: () => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    set(time) {
      clearTimeout(timer);
      if (time !== null && !signal.aborted) timer = setTimeout(onRing, Math.max(0, time - Date.now()));
    },
  };
}
