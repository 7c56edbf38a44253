/**
 * The clock of outgoing pictures in Firefox: a page's own timers slow down to one a second when its tab is hidden, and its
 * policy may forbid workers; the timers of the background page do neither (docs/firefox.md).
 */
import { TICK_EVERY, TICKS_PORT } from '../../shared/messages/ticks';

export interface TicksPort {
  readonly name: string;
  readonly sender?: { readonly id?: string | undefined } | undefined;
  readonly onDisconnect: { addListener(listener: () => void): void };
  postMessage(message: unknown): void;
  disconnect(): void;
}

/** Serves a port if it asks for ticks. @param self this extension's id @returns whether it does */
export function giveTicks(port: TicksPort, self: string): boolean {
  if (port.name !== TICKS_PORT) return false;
  if (port.sender?.id !== self) {
    port.disconnect();
    return true;
  }
  const timer = setInterval(() => {
    try {
      port.postMessage(0);
    } catch {
      clearInterval(timer);
    }
  }, TICK_EVERY);
  port.onDisconnect.addListener(() => clearInterval(timer));
  return true;
}
