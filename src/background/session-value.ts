/** One value that outlives the background, which stops when idle, but not the browser. Never on the disk. */
export interface SessionValue {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
}
