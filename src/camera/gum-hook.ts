/**
 * Runs in the page's MAIN world before any page script. `getUserMedia` keeps returning the browser's own promise
 * with the browser's own stream; the hook only tells the content script that a camera was opened.
 */
import { ANNOUNCE_AGAIN, CAMERA_OPENED } from './announce';
import { createTrackSwap } from './track-swap';

type Callable = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Installs the hook in one window, once.
 * @throws never: where something is missing or frozen, the page stays as it is
 */
export function installCameraHook(window: Window & typeof globalThis): void {
  // Kept before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Event, MouseEvent, Proxy, Reflect, Promise, Set, WeakMap, MediaStream } = window;
  const createElement = window.document.createElement.bind(window.document);
  const setSource = Reflect.getOwnPropertyDescriptor(window.HTMLMediaElement.prototype, 'srcObject')?.set;
  const dispatch = window.dispatchEvent.bind(window);
  const then = Promise.prototype.then;
  const getVideoTracks = MediaStream.prototype.getVideoTracks;
  /** Camera tracks that the page holds; ended ones are dropped on the next look. */
  const cameras = new Set<MediaStreamTrack>();

  function announce(track: MediaStreamTrack): void {
    const carrier = createElement('video');
    setSource?.call(carrier, new MediaStream([track]));
    dispatch(new MouseEvent(CAMERA_OPENED, { relatedTarget: carrier }));
    // The listener has run: let go of the stream, or this element would keep it playing.
    setSource?.call(carrier, null);
  }

  function forgetEnded(): void {
    for (const track of cameras) if (track.readyState === 'ended') cameras.delete(track);
  }

  function opened(stream: unknown): void {
    try {
      forgetEnded();
      for (const track of getVideoTracks.call(stream as MediaStream)) {
        cameras.add(track);
        outgoing.swap(stream as MediaStream, track);
        announce(track);
      }
    } catch {
      // Whatever goes wrong here is not the page's business.
    }
  }

  /** Screen capture through the legacy Chromium constraint is not a camera. */
  function asksForCamera(constraints: unknown): boolean {
    const video = (constraints as MediaStreamConstraints | undefined)?.video;
    if (!video) return false;
    if (typeof video === 'boolean') return true;
    const legacy = video as { chromeMediaSource?: unknown; mandatory?: { chromeMediaSource?: unknown } };
    return legacy.chromeMediaSource === undefined && legacy.mandatory?.chromeMediaSource === undefined;
  }

  const originals = new WeakMap<object, object>();
  const outgoing = createTrackSwap(window, (replaced, original) => originals.set(replaced, original));

  function hook(
    owner: object | undefined,
    name: string,
    apply: (target: Callable, self: unknown, args: unknown[]) => unknown,
  ): void {
    const descriptor = owner && Reflect.getOwnPropertyDescriptor(owner, name);
    if (!descriptor?.configurable || typeof descriptor.value !== 'function') return;
    const hooked = new Proxy(descriptor.value as Callable, { apply });
    originals.set(hooked, descriptor.value);
    Reflect.defineProperty(owner!, name, { ...descriptor, value: hooked });
  }

  hook(window.MediaDevices?.prototype, 'getUserMedia', (target, self, args) => {
    const result = Reflect.apply(target, self, args);
    if (!asksForCamera(args[0])) return result;
    const waiting = outgoing.waiting();
    // A second branch of the promise: the page's own settles exactly as it would have.
    if (waiting === null) then.call(result as Promise<unknown>, opened, () => {});
    return waiting === null
      ? result
      : then.call(result as Promise<unknown>, (stream) =>
          then.call(waiting, () => {
            opened(stream);
            return stream;
          }),
        );
  });

  for (const name of ['getUserMedia', 'webkitGetUserMedia']) {
    hook(window.Navigator.prototype, name, (target, self, args) => {
      const [constraints, onStream, ...rest] = args;
      if (typeof onStream !== 'function' || !asksForCamera(constraints))
        return Reflect.apply(target, self, args);
      const tee = (stream: unknown): unknown => {
        opened(stream);
        return Reflect.apply(onStream as Callable, undefined, [stream]);
      };
      outgoing.waiting();
      return Reflect.apply(target, self, [constraints, tee, ...rest]);
    });
  }

  // A proxied function prints without its name: answer with what the original prints.
  hook(window.Function.prototype, 'toString', (target, self, args) =>
    Reflect.apply(target, (originals.get(self as object) as unknown) ?? self, args),
  );

  window.addEventListener(ANNOUNCE_AGAIN, (event) => {
    if (!(event instanceof Event)) return;
    forgetEnded();
    for (const track of cameras) announce(track);
  });
}
