/** The call tab's end of the frames port: connects, connects again when the other side is gone, notices orphanhood. */
import { browser } from 'wxt/browser';
import { askBackground } from '../../shared/edges/ask-background';
import { startInterval, startTimer, type Timer } from '../../shared/edges/timers';
import type { BackgroundAnswers } from '../../shared/messages/background';
import { createSplitter } from '../../shared/messages/frame-parts';
import { framesPortName, type ToCall, type ToOffscreen } from '../../shared/messages/frames';
import { WORDS } from '../../shared/words/frames';
import { whenRestored } from '../frames/restored';

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
  /** The analysis cannot be reached, in words for the user; retries continue. */
  onUnreachable(message: string): void;
  /** The extension was updated or removed: this script must clean up and go. */
  onOrphaned(): void;
}

/** @param page the window: after the back/forward cache the port is dead without an event */
export function openFrameLink(callId: string, events: FrameLinkEvents, page: EventTarget): FrameLink {
  const splitter = createSplitter();
  const lifetime = new AbortController();
  const { signal } = lifetime;
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  let attempts = 0;
  /** The current attempt: an attempt from before the cache may be answered late or never. */
  let round = 0;
  let timer: Timer | undefined;

  async function connect(): Promise<void> {
    round += 1;
    const mine = round;
    try {
      const answer = (await askBackground({ type: 'ensure-offscreen' })) as
        | BackgroundAnswers['ensure-offscreen']
        | undefined;
      if (signal.aborted || mine !== round) return;
      if (answer?.ok !== true) throw new Error(answer?.message ?? WORDS.notStarted);
      const opened = browser.runtime.connect({ name: framesPortName(callId) });
      port = opened;
      opened.onMessage.addListener((received) => {
        if (port !== opened) return;
        attempts = 0;
        events.onMessage(received as ToCall);
      });
      opened.onDisconnect.addListener(() => {
        if (port !== opened) return;
        port = null;
        again(WORDS.stopped);
      });
      events.onOpened?.();
    } catch (error) {
      if (mine === round) again(error instanceof Error ? error.message : String(error));
    }
  }

  function again(reason: string): void {
    if (signal.aborted) return;
    if (!isExtensionAlive()) return events.onOrphaned();
    // The first loss is often only a restart, not worth a word.
    if (attempts > 0) events.onUnreachable(reason);
    const wait = RETRY_AFTER[Math.min(attempts, RETRY_AFTER.length - 1)]!;
    attempts += 1;
    timer?.stop();
    timer = startTimer(connect, wait);
  }

  function drop(): void {
    const dropped = port;
    port = null;
    try {
      dropped?.disconnect();
    } catch {
      // Gone already.
    }
  }

  function send(message: ToOffscreen): boolean {
    if (port === null) return false;
    try {
      for (const part of splitter.partsOf(message)) port.postMessage(part);
      return true;
    } catch {
      // Our own end was closed: then `onDisconnect` comes at the other end only.
      drop();
      // Asynchronous, as `onDisconnect` would be: the sender may be in the middle of something.
      timer?.stop();
      timer = startTimer(() => again(WORDS.stopped), 0);
      return false;
    }
  }

  whenRestored(
    page,
    () => {
      drop();
      timer?.stop();
      void connect();
    },
    signal,
  );
  const alive = import.meta.env?.FIREFOX
    ? startInterval(() => send({ type: 'alive' }), SAY_ALIVE_EVERY)
    : undefined;
  void connect();
  return {
    send,
    dispose() {
      lifetime.abort();
      timer?.stop();
      alive?.stop();
      drop();
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
