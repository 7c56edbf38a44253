/** Where the time of a frame goes, measured from outside: the product carries no clocks for it. */

/** Milliseconds by stage, of one frame. */
export type Stages = Record<string, number>;

export interface StageClock {
  /** Runs something and adds its time to a stage. */
  time<T>(stage: string, work: () => T | Promise<T>): Promise<T>;
  /** The same for something that is done when it returns. */
  timeNow<T>(stage: string, work: () => T): T;
  /** The stages since the last call. */
  take(): Stages;
}

export function createStageClock(): StageClock {
  let stages: Stages = {};
  const since = (stage: string, began: number): void => {
    stages[stage] = (stages[stage] ?? 0) + performance.now() - began;
  };
  return {
    async time(stage, work) {
      const began = performance.now();
      try {
        return await work();
      } finally {
        since(stage, began);
      }
    },
    timeNow(stage, work) {
      const began = performance.now();
      const result = work();
      since(stage, began);
      return result;
    },
    take() {
      const taken = stages;
      stages = {};
      return taken;
    },
  };
}
