/** The call tab's end of the frames port: connects, connects again when the other side is gone, notices orphanhood. */
import { browser } from 'wxt/browser';
import type { BackgroundAnswers, ToBackground } from '../messages/background';
import { createSplitter } from '../messages/frame-parts';
import { framesPortName, type ToCall, type ToOffscreen } from '../messages/frames';
import { WORDS } from './words';

/** Waits between attempts to connect. Milliseconds; the last one repeats. */
const RETRY_AFTER = [300, 1000, 3000, 10_000] as const;
/** Firefox suspends a background page that hears nothing for 30 s. Milliseconds. */
const SAY_ALIVE_EVERY = 10_000;

export interface FrameLink {
  /**
   * Dropped while there is no connection: a new connection asks for a new frame.
   * @returns whether there is one
   */
  send(message: ToOffscreen): boolean;
  dispose(): void;
}

export interface FrameLinkEvents {
  onMessage(message: ToCall): void;
  /** There is a connection, for the first time or again. */
  onOpened?(): void;
  /** The analysis cannot be reached, in words for the user; trying goes on. */
  onUnreachable(message: string): void;
  /** The extension was updated or removed: this script must clean up and go. */
  onOrphaned(): void;
}

export function openFrameLink(callId: string, events: FrameLinkEvents): FrameLink {
  const splitter = createSplitter();
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let disposed = false;

  async function connect(): Promise<void> {
    try {
      const message: ToBackground = { to: 'background', type: 'ensure-offscreen' };
      const answer = (await browser.runtime.sendMessage(message)) as
        | BackgroundAnswers['ensure-offscreen']
        | undefined;
      if (disposed) return;
      if (answer?.ok !== true) throw new Error(answer?.message ?? WORDS.notStarted);
      const opened = browser.runtime.connect({ name: framesPortName(callId) });
      port = opened;
      opened.onMessage.addListener((received) => {
        attempts = 0;
        if (!disposed) events.onMessage(received as ToCall);
      });
      opened.onDisconnect.addListener(() => {
        if (port !== opened) return;
        port = null;
        again(WORDS.stopped);
      });
      events.onOpened?.();
    } catch (error) {
      again(error instanceof Error ? error.message : String(error));
    }
  }

  function again(reason: string): void {
    if (disposed) return;
    if (!isExtensionAlive()) return events.onOrphaned();
    // The first loss is often only a restart, not worth a word.
    if (attempts > 0) events.onUnreachable(reason);
    const wait = RETRY_AFTER[Math.min(attempts, RETRY_AFTER.length - 1)]!;
    attempts += 1;
    timer = setTimeout(connect, wait);
  }

  function send(message: ToOffscreen): boolean {
    try {
      for (const part of splitter.partsOf(message)) port?.postMessage(part);
      return port !== null;
    } catch {
      // Disconnected in this very moment; onDisconnect follows.
      return false;
    }
  }

  const alive = import.meta.env?.FIREFOX
    ? setInterval(() => send({ type: 'alive' }), SAY_ALIVE_EVERY)
    : undefined;
  void connect();
  return {
    send,
    dispose() {
      disposed = true;
      clearTimeout(timer);
      clearInterval(alive);
      port?.disconnect();
      port = null;
    },
  };
}

/** False once the extension was updated, reloaded or removed: its old content scripts live on without it. */
export function isExtensionAlive(): boolean {
  try {
    return browser.runtime?.id !== undefined;
  } catch {
    return false;
  }
}
