/** Wires one frame of a call page: settings → session → overlay, badge and popup. */
import { browser } from 'wxt/browser';
import { ANNOUNCE_AGAIN, announcedStream, CAMERA_OPENED } from '../camera/announce';
import { answerOffers, tellOutputsKnown } from '../camera/offer';
import { isOwnCamera } from '../camera/own-camera';
import { openFrameLink } from '../frames/frame-link';
import { createFrameSource } from '../frames/frame-source';
import type { CallSnapshot, ToBackground, ToCallTab } from '../messages/background';
import { createOverlay, type Overlay } from '../outputs/overlay';
import { createOutgoing } from '../outputs/video';
import { fetchPicture } from '../outputs/video/artwork';
import { isSiteOn, type Settings } from '../settings/schema';
import { createSettingsStore } from '../settings/store';
import type { CallState } from '../types';
import { type CallSession, createCallSession } from './call-session';

/** A frame without a camera lets the one that has it answer first. Milliseconds. */
const MODESTY = 200;

/** Starts EmojiGen in this window and returns the way to end it. */
export function startCall(window: Window & typeof globalThis): () => void {
  const lifetime = new AbortController();
  const { signal } = lifetime;
  const host = topHost(window);
  const isTop = window === window.top;
  const callId = crypto.randomUUID();
  let settings: Settings | null = null;
  let session: CallSession | null = null;
  let overlay: Overlay | null = null;
  let paused = false;
  const emojiUrl = (codePoints: string): string =>
    browser.runtime.getURL(`/emoji/${codePoints}.webp` as never);
  const outgoing = createOutgoing((codePoints) => fetchPicture(emojiUrl(codePoints)), Date.now);

  const tell = (message: ToBackground): void => {
    browser.runtime.sendMessage(message).catch(() => {
      // The background is restarting, or the extension is gone: the next state says it again.
    });
  };

  function showState(state: CallState): void {
    if (state.kind === 'waiting') overlay?.setState(state);
    else showOverlay().setState(state);
    if (isTop || session?.hasCamera) tell({ to: 'background', type: 'call-state', state });
  }

  function showOverlay(): Overlay {
    overlay ??= createOverlay(window.document, {
      position: settings?.overlayPosition[host] ?? null,
      emojiUrl,
      events: {
        onMove: (x, y) => tell({ to: 'background', type: 'overlay-moved', x, y }),
        onClose: () => tell({ to: 'background', type: 'site-off' }),
        onPause: setPaused,
        onRetry: () => session?.retry(),
      },
    });
    return overlay;
  }

  function setPaused(next: boolean): void {
    paused = next;
    session?.setPaused(next);
  }

  function turnOn(): void {
    session = createCallSession({
      openLink: (events) => openFrameLink(callId, events),
      createSource: (track) => createFrameSource(track, Date.now),
      now: Date.now,
      onState: showState,
      onReading(reading) {
        outgoing.read(reading);
        overlay?.setReading(settings?.autoReactions ? reading : { ...reading, dwell: 0 });
      },
      onReaction(reaction) {
        outgoing.react(reaction);
        overlay?.react(reaction);
      },
      autoReactions: () => settings?.autoReactions === true,
      onOrphaned: () => lifetime.abort(),
    });
    if (paused) session.setPaused(true);
    if (isTop) showState({ kind: 'waiting' });
    window.dispatchEvent(new Event(ANNOUNCE_AGAIN));
  }

  function turnOff(): void {
    session?.dispose();
    session = null;
    outgoing.forget();
    overlay?.dispose();
    overlay = null;
    paused = false;
  }

  function apply(next: Settings): void {
    settings = next;
    const on = isSiteOn(next, host);
    outgoing.setOutputs(on ? next.outputs : null);
    if (on && session === null) turnOn();
    if (!on && session !== null) {
      turnOff();
      tell({ to: 'background', type: 'call-state', state: { kind: 'off' } });
    }
  }

  async function cameraOpened(event: Event): Promise<void> {
    if (session === null) return;
    for (const track of announcedStream(event)?.getVideoTracks() ?? []) {
      if (await isOwnCamera(track, window.navigator.mediaDevices)) session?.cameraOpened(track);
    }
  }

  function answer(raw: unknown): Promise<CallSnapshot> | undefined {
    const message = raw as ToCallTab | null;
    if (message?.to !== 'call' || (!isTop && !session?.hasCamera)) return undefined;
    if (message.type === 'retry') session?.retry();
    if (message.type === 'pause') setPaused(true);
    if (message.type === 'resume') setPaused(false);
    const snapshot = (): CallSnapshot => ({
      ...(session?.snapshot() ?? { state: { kind: 'off' }, reactions: [], load: null }),
      ...(outgoing.state === null ? {} : { outgoing: outgoing.state }),
    });
    if (session?.hasCamera) return Promise.resolve(snapshot());
    return new Promise((resolve) => setTimeout(() => resolve(snapshot()), MODESTY));
  }

  const store = createSettingsStore();
  const stopWatching = store.watch((next) => apply(next));
  window.addEventListener(CAMERA_OPENED, cameraOpened, { signal });
  browser.runtime.onMessage.addListener(answer);
  signal.addEventListener('abort', () => {
    turnOff();
    try {
      stopWatching();
      browser.runtime.onMessage.removeListener(answer);
    } catch {
      // An orphaned script has no browser API left to clean up.
    }
  });
  answerOffers(window, outgoing.open, signal);
  store
    .read()
    .then(apply)
    .catch(console.error)
    .finally(() => tellOutputsKnown(window, signal));
  return () => lifetime.abort();
}

/** Host name of the tab's page, which the user switches on, also for frames inside it. */
function topHost(window: Window): string {
  const { ancestorOrigins, hostname } = window.location;
  const top = ancestorOrigins?.item(ancestorOrigins.length - 1);
  return top && URL.canParse(top) ? new URL(top).hostname : hostname;
}
