/** The content script's end of the channel to the hook: cameras and shared screens in, replacement tracks out. */
import { type HookLink, linkToHook } from '../../hook/channel/announce';
import type { Answers } from '../../hook/channel/offer';
import { startInterval } from '../../shared/edges/timers';
import type { Settings } from '../../shared/settings/schema';
import type { Outgoing } from '../outgoing';
import type { SitePart } from '../sites/call-site';
import { createOwnCameras, isOwnMicrophone, mayBeOwn } from './own-camera';
import { type FrameHost, hostFrames, isSeen, reachableParent, whenHosted } from './reachable-frames';
import { createSharedScreen } from './shared-screen';

/** Interval at which sent tracks are checked. Milliseconds. */
const LOOK_EVERY = 5000;

export interface HookSide extends Pick<HookLink, 'again' | 'outputsKnown'> {
  /** The user changed what others see: takes effect in running calls. */
  outputsChanged(): void;
  /** Whether the page shares a screen; false while screens are not watched. */
  readonly sharesScreen: boolean;
  /**
   * The page sends a picture of its own while it holds a bare camera, from before the mask: what it shows is unknown, so it is
   * covered as a whole.
   */
  readonly coversEffect: boolean;
  /** Whether to watch shared screens: only while there is a session. */
  watchScreen(on: boolean): void;
}

/** The page's own tracks. Devices of this machine, or clones of them: no other tracks are ever read. */
export interface OwnTracks {
  /** The page asks for a camera or a microphone, so that a track may come soon. */
  asked(): void;
  camera(track: MediaStreamTrack): void;
  microphone(track: MediaStreamTrack): void;
  /** The sent track is not a camera that the page received here: another extension or the page has changed it. */
  changed(on: boolean): void;
  /** `coversEffect` has changed. */
  effect(): void;
  /** `sharesScreen` has changed. */
  screen(): void;
}

/** Whether screen sharing pauses analysis. */
export function isPresenting(
  site: Pick<SitePart, 'presenting'> | null,
  hook: Pick<HookSide, 'sharesScreen'> | null,
  settings: Pick<Settings, 'reactions'> | null,
): boolean {
  const shares = site?.presenting === true || hook?.sharesScreen === true;
  return shares && settings?.reactions.pauseWhilePresenting !== false;
}

/** @param signal ends it */
export function openHookSide(
  window: Window & typeof globalThis,
  outgoing: Pick<Outgoing, 'open' | 'send' | 'sends' | 'isOn' | 'isOurs' | 'mayShowCamera'>,
  own: OwnTracks,
  signal: AbortSignal,
): HookSide {
  /** The served blank frames, which have their own device ids. */
  let served: readonly Window[] = [];
  const cameras = createOwnCameras(() => [window, ...served].map(({ navigator }) => navigator.mediaDevices));
  const parent = reachableParent(window);
  /** Aborts when the surrounding window serves this frame. */
  const linked = new AbortController();
  /** False until the cameras are known: offering again before would take off a mask from before an update. */
  let looked = false;
  /** The user's choice is known; an earlier answer would be the bare camera, also where the settings cannot be read. */
  let known = false;
  /** Tracks that the hook has announced. */
  const announced = new WeakSet<MediaStreamTrack>();
  /** Tracks that are sent without an announcement and were already checked. */
  let strays = new WeakSet<MediaStreamTrack>();
  /** Cameras that the page received. */
  let owned: readonly MediaStreamTrack[] = [];
  /** Cameras in whose place the page received a track of ours. */
  const replaced = new WeakSet<MediaStreamTrack>();
  let effect = false;

  async function opened(track: MediaStreamTrack): Promise<void> {
    if (track.kind === 'audio') {
      const devices = [window, ...served].map(({ navigator }) => navigator.mediaDevices);
      for (const each of devices) if (await isOwnMicrophone(track, each)) return own.microphone(track);
      return;
    }
    if (handOver() !== null) return;
    announced.add(track);
    await take(track);
  }

  /** A card in an invisible frame is useless. A page also does not show that it opens a camera in one. */
  function handOver(): FrameHost | null {
    if (parent === null || channel === null || isSeen(window)) return null;
    const own = channel;
    channel = null;
    let taken: FrameHost | null = null;
    whenHosted(parent, (host) => {
      linked.abort();
      host.serve(window, own);
      taken = host;
    });
    return taken;
  }

  async function take(track: MediaStreamTrack): Promise<void> {
    await cameras.look();
    looked = true;
    if (!cameras.knows(track)) {
      // It may be sent already, and now it is known not to be a camera.
      if (known && (outgoing.isOn || (isPicture(track) && isChanged()))) link.offerAgain();
      return;
    }
    own.camera(track);
    owned = [...owned.filter(({ readyState }) => readyState === 'live'), track];
    own.changed(false);
    // It may be sent already, from before it was known to be a camera.
    if (outgoing.isOn) link.offerAgain();
  }

  /** Recognises any camera, however the page opened it: browsers may get ways that the hook does not know. */
  function send(track: MediaStreamTrack): MediaStreamTrack | null {
    const other = handOver();
    if (other !== null) return other.answers.sent(track);
    if (mayBeOwn(track, 'video') && !announced.has(track) && !strays.has(track)) {
      strays.add(track);
      take(track).catch((error: unknown) => {
        strays.delete(track);
        console.error(error);
      });
    }
    if (cameras.knows(track)) return outgoing.send(track);
    if (!looked || !isPicture(track)) return null;
    if (!outgoing.mayShowCamera && holdsBare()) {
      tellEffect(true);
      return outgoing.send(track);
    }
    if (!isChanged()) return null;
    own.changed(true);
    // Face positions are unknown in it: with a mask on it is covered until the user decides otherwise.
    return outgoing.mayShowCamera ? null : outgoing.send(track);
  }

  /**
   * Whether a track is a changed picture of a camera that was never announced. Pages also send their own pictures; here
   * another script must have wrapped the camera functions.
   */
  function isChanged(): boolean {
    if (owned.some(({ readyState }) => readyState === 'live')) return false;
    return link.isChanged();
  }

  /** Whether a sent track that is no camera may show one: no screen, and not what we made of one. */
  function isPicture(track: MediaStreamTrack): boolean {
    const { displaySurface } = track.getSettings();
    return track.readyState === 'live' && displaySurface === undefined && !outgoing.isOurs(track);
  }

  const holdsBare = (): boolean =>
    owned.some((camera) => camera.readyState === 'live' && !replaced.has(camera));

  function tellEffect(on: boolean): void {
    if (on === effect) return;
    effect = on;
    own.effect();
  }

  function lookAndOffer(): void {
    cameras.look().then(() => {
      looked = true;
      link.offerAgain();
    }, console.error);
  }

  const screen = createSharedScreen(() => link.askShared(), own.screen);
  const events = {
    onTrack: (track: MediaStreamTrack) => void opened(track).catch(console.error),
    onAsked: own.asked,
    onShared: screen.seen,
    onPopup: (popup: Window) => host.serve(popup),
  };
  let channel: EventTarget | null = null;
  /** The channel of a frame that the page's scripts can reach. */
  const meet = (from: Window, take: (own: EventTarget) => void): void =>
    whenHosted(from, (host) => {
      channel = host.adopt(window);
      if (channel !== null) take(channel);
    });
  const answers: Answers = {
    given(track) {
      const other = handOver();
      if (other !== null) return other.answers.given(track);
      const given = outgoing.open(track);
      if (given !== null) replaced.add(track);
      return given;
    },
    sent: send,
  };
  const link: HookLink = linkToHook(
    window,
    events,
    { signal, until: linked.signal },
    answers,
    parent === null ? undefined : (take) => meet(parent, take),
  );
  const host: FrameHost = {
    answers,
    adopt: link.adopt,
    serve(frame, own = link.adopt(frame)) {
      if (own === null) return;
      if (!served.includes(frame)) served = [...served, frame];
      link.serve(own);
      // Pages create and drop blank frames endlessly.
      const gone = (event: PageTransitionEvent): void => {
        if (!event.isTrusted || event.persisted) return;
        served = served.filter((each) => each !== frame);
        link.leave(own);
        frame.removeEventListener('pagehide', gone);
      };
      frame.addEventListener('pagehide', gone, { signal });
      if (known) lookAndOffer();
    },
  };
  // Once this window has a channel: frames wait for it.
  link.whenTaken(() => hostFrames(window, host, signal));
  const timer = startInterval(() => {
    if (outgoing.sends) link.offerAgain();
    if (outgoing.mayShowCamera || !holdsBare()) tellEffect(false);
  }, LOOK_EVERY);
  signal.addEventListener('abort', () => {
    timer.stop();
    screen.watch(false);
  });

  return {
    again() {
      link.again();
      strays = new WeakSet();
      lookAndOffer();
    },
    outputsKnown: link.outputsKnown,
    get sharesScreen() {
      return screen.live;
    },
    get coversEffect() {
      return effect;
    },
    watchScreen: screen.watch,
    outputsChanged() {
      known = true;
      if (outgoing.mayShowCamera) tellEffect(false);
      // Switching off applies at once; a camera that was opened before may still be unknown.
      if (looked || !outgoing.isOn) link.offerAgain();
      if (outgoing.isOn) lookAndOffer();
    },
  };
}
