/**
 * Timers for code that runs in a call page. A window numbers its timers for all of its scripts, the extension's included:
 * a page that sets one after the other would see by the gaps that the extension is there, how often it reads, and when an
 * emoji comes and goes; and it could stop them by guessing their numbers. Tasks of the scheduler have no numbers.
 */

interface TaskScheduler {
  postTask(step: () => void, options: { delay: number; signal: AbortSignal }): Promise<unknown>;
}

export interface Timer {
  stop(): void;
}

/** Calls `step` once after some milliseconds, as `setTimeout` does. */
export function startTimer(step: () => void, milliseconds: number): Timer {
  const { scheduler } = globalThis as { scheduler?: TaskScheduler };
  if (!scheduler) {
    // Firefox before 142.
    const timer = setTimeout(step, milliseconds);
    return { stop: () => clearTimeout(timer) };
  }
  const lifetime = new AbortController();
  const { signal } = lifetime;
  scheduler.postTask(step, { delay: Math.max(0, milliseconds), signal }).catch((error: unknown) => {
    if (!signal.aborted) console.error(error);
  });
  return { stop: () => lifetime.abort() };
}

/** Calls `step` again and again, as `setInterval` does. */
export function startInterval(step: () => void, milliseconds: number): Timer {
  let stopped = false;
  const again = (): void => {
    if (stopped) return;
    timer = startTimer(again, milliseconds);
    step();
  };
  let timer = startTimer(again, milliseconds);
  return {
    stop() {
      stopped = true;
      timer.stop();
    },
  };
}
