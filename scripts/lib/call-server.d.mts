export interface CallServer {
  /** Ends with a slash. */
  url: string;
  close(): Promise<void>;
}
export function strictHeaders(nonce: string): Record<string, string>;
export function fileFor(path: string): string | null;
export function startCallServer(options?: {
  root?: string;
  strict?: boolean;
  headers?: Record<string, string>;
}): Promise<CallServer>;
