/**
 * Some sites leave a call by loading another page. The summary of such a call waits here, in memory and for some seconds,
 * until the next page of the same tab and service asks for it.
 */
import type { CallSummary } from '../shared/call-summary';
import { canonicalHost } from '../shared/settings/call-hosts';

/** A page that loads for longer gets no summary. Milliseconds. */
const WAITS = 20_000;
/** More calls do not end within that time. */
const MOST = 20;

export interface LeftCalls {
  /** The page of a call is being left. */
  keep(tabId: number, host: string, summary: CallSummary): void;
  /** The summary for the page that followed; null if there is none. It is given once. */
  take(tabId: number, host: string): CallSummary | null;
}

/** @param now milliseconds since the epoch */
export function createLeftCalls(now: () => number): LeftCalls {
  const waiting = new Map<number, { host: string; summary: CallSummary; since: number }>();
  return {
    keep(tabId, host, summary) {
      waiting.delete(tabId);
      if (waiting.size >= MOST) waiting.clear();
      waiting.set(tabId, { host: canonicalHost(host), summary, since: now() });
    },
    take(tabId, host) {
      const left = waiting.get(tabId);
      waiting.delete(tabId);
      if (left === undefined || left.host !== canonicalHost(host)) return null;
      const age = now() - left.since;
      return age >= 0 && age < WAITS ? left.summary : null;
    },
  };
}
