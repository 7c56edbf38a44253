/** Wires one frame of a call page: settings → session → overlay, badge and popup. */
import { browser } from 'wxt/browser';
import { ANNOUNCE_AGAIN, announcedStream, CAMERA_OPENED } from '../camera/announce';
import { isOwnCamera } from '../camera/own-camera';
import { openFrameLink } from '../frames/frame-link';
import { createFrameSource } from '../frames/frame-source';
import type { CallSnapshot, ToBackground, ToCallTab } from '../messages/background';
import { createOverlay, type Overlay } from '../outputs/overlay';
import { createImageStore } from '../settings/image-store';
import { isSiteOn, type Settings } from '../settings/schema';
import { createSettingsStore } from '../settings/store';
import type { CallState } from '../types';
import { type CallSession, createCallSession } from './call-session';
import { createReactionStyle } from './reaction-style';

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
  const images = createImageStore();
  const style = createReactionStyle((path) => browser.runtime.getURL(path as never));

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
      emojiUrl: style.pictureUrl,
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
    images.list().then(style.setImages, console.error);
    session = createCallSession({
      openLink: (events) => openFrameLink(callId, events),
      createSource: (track) => createFrameSource(track, Date.now),
      now: Date.now,
      onState: showState,
      onReading: (reading) =>
        overlay?.setReading(settings?.autoReactions ? reading : { ...reading, dwell: 0 }),
      onReaction: (reaction) => overlay?.react(reaction),
      dress: style.dress,
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
    overlay?.dispose();
    overlay = null;
    paused = false;
  }

  function apply(next: Settings): void {
    settings = next;
    style.apply(next);
    const on = isSiteOn(next, host);
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
    const snapshot = (): CallSnapshot =>
      session?.snapshot() ?? { state: { kind: 'off' }, reactions: [], load: null };
    if (session?.hasCamera) return Promise.resolve(snapshot());
    return new Promise((resolve) => setTimeout(() => resolve(snapshot()), MODESTY));
  }

  const store = createSettingsStore();
  const stopWatching = store.watch((next) => apply(next));
  const stopWatchingImages = images.watch(style.setImages);
  window.addEventListener(CAMERA_OPENED, cameraOpened, { signal });
  browser.runtime.onMessage.addListener(answer);
  signal.addEventListener('abort', () => {
    turnOff();
    try {
      stopWatching();
      stopWatchingImages();
      browser.runtime.onMessage.removeListener(answer);
    } catch {
      // An orphaned script has no browser API left to clean up.
    }
  });
  store.read().then(apply, console.error);
  return () => lifetime.abort();
}

/** Host name of the tab's page, which the user switches on, also for frames inside it. */
function topHost(window: Window): string {
  const { ancestorOrigins, hostname } = window.location;
  const top = ancestorOrigins?.item(ancestorOrigins.length - 1);
  return top && URL.canParse(top) ? new URL(top).hostname : hostname;
}
