/** One value that outlives the background, which ends when it has nothing to do, but not the browser. Not on the disk. */
export interface SessionValue {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
}
