/**
 * Runs in the page's MAIN world before any page script. `getUserMedia` and `clone` keep returning the browser's own
 * objects; the hook only tells the content script which camera tracks the page received (and that a screen is shared:
 * screen-hook.ts). One hook serves a window and all of its frames that the page's scripts can reach (frames.ts).
 */

import { prepareAsking } from './asking';
import { AGAIN, ASK, ASK_CHANGED, ASKED, CHANGED_EVENT, FREE, OFFER, OPENED, TAKE } from './channel/announce';
import { OFFER_AGAIN, SENT } from './channel/offer';
import { prepareElementHook } from './element-hook';
import { createFollow } from './follow';
import { createFrameHook, startsItself } from './frames';
import { createNativeDisguise, type Realm, type StandIn } from './native-disguise';
import { prepareOpenTracks } from './open-tracks';
import { preparePhotoHook } from './photo-hook';
import { prepareScreenHook } from './screen-hook';
import { prepareSenderHooks } from './sender-hooks';
import { prepareTrackSwap } from './track-swap';

type Callable = (...args: never[]) => unknown;

/**
 * Installs the hook in one window, once.
 * @throws never: if something is missing or frozen, the page stays as it is
 */
export function installCameraHook(window: Realm): void {
  if (!startsItself(window)) return;
  const { EventTarget, MouseEvent } = window;
  if (!window.MediaDevices || !window.MediaStreamTrackEvent || !window.WeakRef) return;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const { apply } = window.Reflect;
  const inRealm = prepareHook(window);
  const { channel, isTaken } = inRealm(window);

  function offer(): void {
    if (isTaken()) return;
    const init = { __proto__: null, relatedTarget: channel } as unknown as MouseEventInit;
    apply(dispatchEvent, window, [new MouseEvent(OFFER, init)]);
  }
  const onAsk = (): void => {
    try {
      offer();
    } catch {
      // Our own errors must never reach the page.
    }
  };
  apply(addEventListener, window, [ASK, onAsk]);
  offer();
}

/** The replacements in one realm, and the channel to its content script. */
interface Hooked {
  readonly channel: EventTarget;
  isTaken(): boolean;
}

/** @returns a function that hooks the window itself or one of its frames; call it for the window itself first */
function prepareHook(window: Realm): (realm: Realm) => Hooked {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Event, EventTarget, MediaStreamTrackEvent, WeakSet, MediaStream, Reflect } = window;
  const disguise = createNativeDisguise(window);
  const { call } = disguise;
  const follow = createFollow(window, disguise);
  const createAsking = prepareAsking(window);
  const createOpenTracks = prepareOpenTracks(window, disguise);
  const createTrackSwap = prepareTrackSwap(window, disguise, follow);
  const hookScreens = prepareScreenHook(window, disguise);
  const hookSenders = prepareSenderHooks(window, disguise, follow);
  const hookElements = prepareElementHook(window, disguise);
  const hookPhotos = preparePhotoHook(window, disguise, follow);
  const hookFrames = createFrameHook(window, disguise, (frame) => install(frame).channel);
  const { dispatchEvent, addEventListener } = EventTarget.prototype;
  const { has, add } = WeakSet.prototype;
  const { getAudioTracks, getVideoTracks } = MediaStream.prototype;
  const { bind } = window.Function.prototype;
  const { defineProperty, getOwnPropertyDescriptor } = Reflect;
  const ownDevices: object | undefined = window.navigator?.mediaDevices;
  const queueMicrotask = window.queueMicrotask.bind(window);
  /** Cameras and their microphones, opened in any realm. */
  const known = new WeakSet<MediaStreamTrack>();

  /** Our own errors must never reach the page. */
  function quietly(step: () => void): void {
    try {
      step();
    } catch {}
  }

  function install(realm: Realm): Hooked {
    const channel = new EventTarget();
    const replacements = disguise.inRealm(realm);
    const { replace, enable, prototypeOf } = replacements;
    const ask = createAsking(channel);
    const outgoing = createTrackSwap(replacements, channel, ask);
    hookScreens(replacements, channel);
    hookPhotos(replacements, outgoing.cameraOf);
    const syncSenders = hookSenders(replacements, (track) => ask(SENT, track));
    hookFrames(replacements, channel, realm);
    let taken = false;
    const open = createOpenTracks();

    function announce(track: MediaStreamTrack): void {
      const init = { __proto__: null, track } as unknown as MediaStreamTrackEventInit;
      call(dispatchEvent, channel, [new MediaStreamTrackEvent(OPENED, init)]);
    }

    function opened(track: MediaStreamTrack): void {
      call(add as Callable, known, [track]);
      open.add(track);
      announce(track);
    }

    function openedIn(stream: unknown): void {
      const tracks = call(getVideoTracks, stream, []) as MediaStreamTrack[];
      for (let n = 0; n < tracks.length; n++) opened(tracks[n]!);
    }

    /** As `openedIn`, for a stream that the page is about to receive. */
    function givenIn(stream: unknown): void {
      const tracks = call(getVideoTracks, stream, []) as MediaStreamTrack[];
      for (let n = 0; n < tracks.length; n++) {
        outgoing.swap(stream as MediaStream, tracks[n]!);
        opened(tracks[n]!);
      }
      if (tracks.length === 0) return;
      // The microphone that came with the camera: speech distinguishes a word from a smile.
      const voices = call(getAudioTracks, stream, []) as MediaStreamTrack[];
      for (let n = 0; n < voices.length; n++) opened(voices[n]!);
    }

    const getUserMedia: StandIn = (native, self, args, { tidy }) => {
      const asked = call(native, self, args);
      // What it asks for is not looked at: the page could see that.
      quietly(() => call(dispatchEvent, channel, [new Event(ASKED)]));
      return follow(
        asked,
        (stream) => {
          const give = (): unknown => {
            quietly(() => givenIn(stream));
            return stream;
          };
          const waiting = taken ? outgoing.waiting() : null;
          return waiting === null ? give() : follow(waiting, give, tidy);
        },
        tidy,
      );
    };
    replace(prototypeOf('MediaDevices'), 'getUserMedia', getUserMedia, { rejects: true });

    const old: StandIn = (native, self, args) => {
      const onStream = args[1];
      if (typeof onStream !== 'function') return call(native, self, args);
      const tee = (stream: unknown): void => {
        const give = (): void => {
          quietly(() => givenIn(stream));
          // In its own microtask: the page's function then has no frame of ours below it, and its errors reach `onerror`.
          queueMicrotask(call(bind as Callable, onStream as Callable, [undefined, stream]) as () => void);
        };
        const waiting = taken ? outgoing.waiting() : null;
        if (waiting === null) give();
        else follow(waiting, give, (reason) => reason);
      };
      // The array belongs to this call; its length, which the browser checks, stays the same.
      defineProperty(args, 1, { __proto__: null, value: tee } as PropertyDescriptor);
      return call(native, self, args);
    };
    const OLD = ['getUserMedia', 'webkitGetUserMedia', 'mozGetUserMedia'];
    for (let n = 0; n < OLD.length; n++) replace(prototypeOf('Navigator'), OLD[n]!, old);

    // Read, not awaited: if the answer is not known yet, the page gets the camera itself, as after the longest wait. No
    // user can click an element that early.
    hookElements(replacements, {
      stream: (stream) => quietly(() => givenIn(stream)),
      track(camera) {
        const track = outgoing.standIn(camera as MediaStreamTrack);
        quietly(() => opened(camera as MediaStreamTrack));
        return track;
      },
    });

    // A clone stays live when its original is stopped.
    replace(prototypeOf('MediaStreamTrack'), 'clone', (native, self, args) => {
      const clone = call(native, self, args);
      quietly(() => {
        if (call(has as Callable, known, [self])) opened(clone as MediaStreamTrack);
      });
      return clone;
    });
    replace(prototypeOf('MediaStream'), 'clone', (native, self, args) => {
      const clone = call(native, self, args);
      quietly(() => {
        const tracks = call(getVideoTracks, self, []) as MediaStreamTrack[];
        for (let n = 0; n < tracks.length; n++) {
          if (call(has as Callable, known, [tracks[n]])) return openedIn(clone);
        }
      });
      return clone;
    });

    const listen = (name: string, listener: () => void): void => {
      call(addEventListener, channel, [name, () => quietly(listener)]);
    };
    const announceAll = (): void => {
      const tracks = open.live();
      for (let n = 0; n < tracks.length; n++) announce(tracks[n]!);
    };
    listen(TAKE, () => {
      taken = true;
      enable(true);
      // The sent tracks are not offered yet: the content script asks for it when it knows the cameras and the user's choice.
      // An earlier answer would be the bare camera, which would take off a mask that outlived an update of the extension.
      announceAll();
    });
    listen(ASK_CHANGED, () => {
      const devices = realm === window ? ownDevices : undefined;
      const owners = [devices, prototypeOf('MediaDevices')];
      for (let n = 0; n < owners.length; n++) {
        const found = owners[n] && getOwnPropertyDescriptor(owners[n]!, 'getUserMedia');
        if (found && !disguise.isNative(found.value))
          return void call(dispatchEvent, channel, [new Event(CHANGED_EVENT)]);
      }
    });
    listen(AGAIN, announceAll);
    listen(OFFER_AGAIN, syncSenders);
    listen(FREE, () => {
      taken = false;
      enable(false);
    });
    return { channel, isTaken: () => taken };
  }

  return install;
}
