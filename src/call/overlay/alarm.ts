/** One timer that is set anew rather than stacked. */
export interface Alarm {
  /** Rings once at `time` (milliseconds since the epoch, past: at once) instead of when it was set for; null: never. */
  set(time: number | null): void;
}

/** An alarm that falls silent for good when `signal` aborts. */
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
