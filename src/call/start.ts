/** Wires one frame of a call page: settings → session → overlay, badge and popup. */
import { browser } from 'wxt/browser';
import { ANNOUNCE_AGAIN, announcedStream, CAMERA_OPENED } from '../camera/announce';
import { isOwnCamera } from '../camera/own-camera';
import { openFrameLink } from '../frames/frame-link';
import { createFrameSource } from '../frames/frame-source';
import type { AskSite, CallSnapshot, ToBackground, ToCallTab } from '../messages/background';
import { createOverlay, type Overlay } from '../outputs/overlay';
import { isSiteOn, type Settings } from '../settings/schema';
import { createSettingsStore } from '../settings/store';
import type { SiteReport } from '../sites/report';
import type { CallState } from '../types';
import { type CallSession, createCallSession } from './call-session';
import { createSitePart, type SitePart } from './call-site';
import { topHost, topUrl } from './top-page';

/** A frame without a camera lets the one that has it answer first. Milliseconds. */
const MODESTY = 200;

/** Starts EmojiGen in this window and returns the way to end it. */
export function startCall(window: Window & typeof globalThis): () => void {
  const lifetime = new AbortController();
  const { signal } = lifetime;
  const host = topHost(window);
  const isTop = window === window.top;
  let callId = crypto.randomUUID();
  let settings: Settings | null = null;
  let session: CallSession | null = null;
  let site: SitePart | null = null;
  let overlay: Overlay | null = null;
  let paused = false;

  const tell = (message: ToBackground): void => {
    browser.runtime.sendMessage(message).catch(() => {
      // The background is restarting, or the extension is gone: the next state says it again.
    });
  };

  function showState(state: CallState): void {
    if (state.kind === 'camera-off' && site?.isOutside) hideOverlay();
    else if (state.kind === 'waiting') overlay?.setState(state);
    else showOverlay().setState(state);
    if (isTop || session?.hasCamera) tell({ to: 'background', type: 'call-state', state });
  }

  function showOverlay(): Overlay {
    if (overlay) return overlay;
    overlay = createOverlay(window.document, {
      position: settings?.overlayPosition[host] ?? site?.corner ?? null,
      emojiUrl: (codePoints) => browser.runtime.getURL(`/emoji/${codePoints}.webp` as never),
      events: {
        onMove: (x, y) => tell({ to: 'background', type: 'overlay-moved', x, y }),
        onClose: () => tell({ to: 'background', type: 'site-off' }),
        onPause: setPaused,
        onRetry: () => session?.retry(),
      },
    });
    overlay.setNotice(site?.snapshot().problem ?? null);
    return overlay;
  }

  function hideOverlay(): void {
    overlay?.dispose();
    overlay = null;
  }

  function setPaused(next: boolean): void {
    paused = next;
    session?.setPaused(next);
  }

  function turnOn(): void {
    site = createSitePart(window, {
      topUrl: topUrl(window),
      now: Date.now,
      cameraLive: () => session?.cameraLive === true,
      wantsReactions: () => settings?.outputs.siteReaction === true,
      onCameraMuted: (muted) => session?.setCameraMuted(muted),
      onBegan() {
        if (!session?.cameraLive) announceAgain();
      },
      onEnded() {
        closeSession();
        openSession();
      },
      onMoved() {
        if (site?.isOutside && session?.snapshot().state.kind === 'camera-off') hideOverlay();
        else if (settings && !settings.overlayPosition[host]) overlay?.moveTo(site?.corner ?? null);
      },
      onProblem: (problem) => overlay?.setNotice(problem),
    });
    openSession();
    announceAgain();
  }

  function openSession(): void {
    callId = crypto.randomUUID();
    session = createCallSession({
      openLink: (events) => openFrameLink(callId, events),
      createSource: (track) => createFrameSource(track, Date.now),
      now: Date.now,
      onState: showState,
      onReading: (reading) =>
        overlay?.setReading(settings?.autoReactions ? reading : { ...reading, dwell: 0 }),
      onReaction(reaction) {
        overlay?.react(reaction);
        site?.react(reaction);
      },
      autoReactions: () => settings?.autoReactions === true,
      onOrphaned: () => lifetime.abort(),
    });
    if (paused) session.setPaused(true);
    if (isTop) showState({ kind: 'waiting' });
  }

  /** Asks the hook for the cameras that are open already. */
  function announceAgain(): void {
    window.dispatchEvent(new Event(ANNOUNCE_AGAIN));
  }

  function closeSession(): void {
    session?.dispose();
    session = null;
    hideOverlay();
    paused = false;
  }

  function turnOff(): void {
    closeSession();
    site?.dispose();
    site = null;
  }

  function apply(next: Settings): void {
    settings = next;
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

  function answer(raw: unknown): Promise<CallSnapshot | SiteReport | null> | undefined {
    const message = raw as ToCallTab | AskSite | null;
    if (message?.to !== 'call' || (!isTop && !session?.hasCamera)) return undefined;
    if (message.type === 'retry') session?.retry();
    if (message.type === 'pause') setPaused(true);
    if (message.type === 'resume') setPaused(false);
    const snapshot = (): CallSnapshot => ({
      ...(session?.snapshot() ?? { state: { kind: 'off' }, reactions: [], load: null }),
      ...(site && { site: site.snapshot() }),
    });
    const result = message.type === 'diagnose' ? () => site?.report() ?? null : snapshot;
    if (session?.hasCamera) return Promise.resolve(result());
    return new Promise((resolve) => setTimeout(() => resolve(result()), MODESTY));
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
  store.read().then(apply, console.error);
  return () => lifetime.abort();
}
