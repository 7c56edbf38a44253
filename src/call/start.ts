/** Wires one frame of a call page: settings → session → overlay, badge and popup. */
import { browser } from 'wxt/browser';
import { type HookLink, linkToHook, NEWER } from '../camera/announce';
import { isOwnCamera } from '../camera/own-camera';
import { isExtensionAlive, openFrameLink } from '../frames/frame-link';
import { createFrameSource } from '../frames/frame-source';
import type { CallSnapshot, CameraElsewhere, ToBackground, ToCallTab } from '../messages/background';
import { createOverlay, type Overlay } from '../outputs/overlay';
import { createOutgoing } from '../outputs/video';
import { fetchPicture } from '../outputs/video/artwork';
import { createImageStore } from '../settings/image-store';
import { isSiteOn, type Settings } from '../settings/schema';
import { createSettingsStore } from '../settings/store';
import type { CallState } from '../types';
import { type CallSession, createCallSession } from './call-session';
import { createReactionStyle } from './reaction-style';

/** How often it is checked that the extension is still there. Milliseconds. */
const CHECK_EVERY = 2000;
/** A frame without a camera lets the one that has it answer first. Milliseconds. */
const MODESTY = 200;

/** Where a script that runs in this window leaves a sign for a second one; pages do not see this world's globals. */
const RUNNING = Symbol.for('emojigen.running');

/** Starts EmojiGen in this window, unless it runs here, and returns the way to end it. */
export function startCall(window: Window & typeof globalThis & { [RUNNING]?: () => boolean }): () => void {
  if (window[RUNNING]?.()) return () => {};
  const lifetime = new AbortController();
  const { signal } = lifetime;
  const host = topHost(window);
  const isTop = window === window.top;
  const callId = crypto.randomUUID();
  let settings: Settings | null = null;
  let hook: HookLink | null = null;
  let session: CallSession | null = null;
  let overlay: Overlay | null = null;
  let paused = false;
  const images = createImageStore();
  const style = createReactionStyle((path) => browser.runtime.getURL(path as never));
  const outgoing = createOutgoing((codePoints) => fetchPicture(style.pictureUrl(codePoints)), Date.now);
  let claimedAt = 0;
  window[RUNNING] = () => !signal.aborted && isExtensionAlive();

  const tell = (message: ToBackground): void => {
    browser.runtime.sendMessage(message).catch(() => {
      // The background is restarting, or the extension is gone: the next state says it again.
    });
  };

  function showState(state: CallState): void {
    if (state.kind === 'waiting') overlay?.setState(state);
    else showOverlay().setState(state);
    if ((isTop && !session?.isElsewhere) || session?.hasCamera)
      tell({ to: 'background', type: 'call-state', state });
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
      onReading(reading) {
        outgoing.read(reading);
        overlay?.setReading(settings?.autoReactions ? reading : { ...reading, dwell: 0 });
      },
      onReaction(reaction) {
        outgoing.react(reaction);
        overlay?.react(reaction);
      },
      dress: style.dress,
      autoReactions: () => settings?.autoReactions === true,
      onOrphaned: () => lifetime.abort(),
      onCamera() {
        claimedAt = Date.now();
        tell({ to: 'background', type: 'camera-here', callId, time: claimedAt });
      },
    });
    if (paused) session.setPaused(true);
    if (isTop) showState({ kind: 'waiting' });
    hook?.again();
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
    style.apply(next);
    const on = isSiteOn(next, host);
    outgoing.setOutputs(on ? next.outputs : null);
    if (on && session === null) turnOn();
    if (!on && session !== null) {
      turnOff();
      tell({ to: 'background', type: 'call-state', state: { kind: 'off' } });
    }
  }

  async function cameraOpened(track: MediaStreamTrack): Promise<void> {
    if (session === null) return;
    if (await isOwnCamera(track, window.navigator.mediaDevices)) session?.cameraOpened(track);
  }

  /** Another frame of this tab has opened the camera: one detector and one overlay are enough. */
  function cameraElsewhere(claim: CameraElsewhere): void {
    const isLater = claim.time > claimedAt || (claim.time === claimedAt && claim.callId > callId);
    if (claim.callId === callId || session === null || !isLater) return;
    session.cameraElsewhere();
    overlay?.dispose();
    overlay = null;
  }

  function answer(raw: unknown): Promise<CallSnapshot> | undefined {
    const message = raw as ToCallTab | CameraElsewhere | null;
    if (message?.to !== 'call') return undefined;
    if (message.type === 'camera-elsewhere') return void cameraElsewhere(message);
    if (!isTop && !session?.hasCamera) return undefined;
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
  const stopWatchingImages = images.watch(style.setImages);
  browser.runtime.onMessage.addListener(answer);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    turnOff();
    try {
      stopWatching();
      stopWatchingImages();
      browser.runtime.onMessage.removeListener(answer);
    } catch {
      // An orphaned script has no browser API left to clean up.
    }
  });
  hook = linkToHook(window, (track) => void cameraOpened(track), signal, outgoing.open);
  const goWhenOrphaned = (): void => {
    if (!isExtensionAlive()) lifetime.abort();
  };
  const timer = setInterval(goWhenOrphaned, CHECK_EVERY);
  window.addEventListener(NEWER, goWhenOrphaned, { signal });
  // A frame that is taken out of its page says so, for nobody else knows.
  window.addEventListener(
    'pagehide',
    () => {
      if (!isTop && session?.hasCamera)
        tell({ to: 'background', type: 'call-state', state: { kind: 'waiting' } });
    },
    { signal },
  );
  store
    .read()
    .then(apply)
    .catch(console.error)
    .finally(() => hook?.outputsKnown());
  return () => lifetime.abort();
}

/** Host name of the tab's page, which the user switches on, also for frames inside it. */
function topHost(window: Window): string {
  const { ancestorOrigins, hostname } = window.location;
  const top = ancestorOrigins?.item(ancestorOrigins.length - 1);
  return top && URL.canParse(top) ? new URL(top).hostname : hostname;
}
