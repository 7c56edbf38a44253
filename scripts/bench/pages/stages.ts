/** Where the time of a frame goes, measured from outside: the product carries no clocks for it. */

/** Milliseconds by stage, of one frame. */
export type Stages = Record<string, number>;

export interface StageClock {
  /** Runs something and adds its time to a stage. */
  time<T>(stage: string, work: () => T | Promise<T>): Promise<T>;
  /** The stages since the last call. */
  take(): Stages;
}

export function createStageClock(): StageClock {
  let stages: Stages = {};
  return {
    async time(stage, work) {
      const began = performance.now();
      try {
        return await work();
      } finally {
        stages[stage] = (stages[stage] ?? 0) + performance.now() - began;
      }
    },
    take() {
      const taken = stages;
      stages = {};
      return taken;
    },
  };
}
