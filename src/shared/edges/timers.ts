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
  let isOver = false;
  const run = (): void => {
    isOver = true;
    step();
  };
  scheduler.postTask(run, { delay: Math.max(0, milliseconds), signal }).catch((error: unknown) => {
    if (!signal.aborted) console.error(error);
  });
  return {
    stop() {
      // Aborting is not free, and most timers are stopped after they have run.
      if (!isOver) lifetime.abort();
    },
  };
}

/**
 * Calls `step` again and again, as `setInterval` does, after the first time at whole multiples of the interval on the page's
 * clock: so several intervals come together, and the page is woken once for all of them.
 */
export function startInterval(step: () => void, milliseconds: number): Timer {
  let stopped = false;
  const again = (): void => {
    if (stopped) return;
    timer = startTimer(again, untilBeat(milliseconds, performance.now()));
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

/** Until the next multiple of an interval that is at least half of it away. */
function untilBeat(interval: number, now: number): number {
  const left = interval - (now % interval);
  return left < interval / 2 ? left + interval : left;
}
