/**
 * Makes a generated track look and behave as the camera it stands for. The track object stays the browser's own, so
 * peer connections, recorders, workers and elements take it; what it says about itself comes from the camera.
 * Patches `MediaStreamTrack.prototype` when the first track is disguised, never before.
 */

type Callable = (this: unknown, ...args: unknown[]) => unknown;

/** What the camera answers in place of the track. */
const FROM_CAMERA = {
  getters: ['label', 'muted', 'stats'],
  methods: ['getSettings', 'getCapabilities', 'getConstraints', 'applyConstraints'],
} as const;

/** Everything the page holds of one camera. */
interface Group {
  readonly camera: MediaStreamTrack;
  /** The track that was handed out and its clones. Held here, since a track object that the page lets go of and
   * gets again (from a sender, say) would come back undisguised. */
  readonly tracks: Set<MediaStreamTrack>;
}

export interface Disguise {
  /** From now on `track` passes for `camera`; stopping it and all its clones stops the camera. */
  put(track: MediaStreamTrack, camera: MediaStreamTrack): void;
}

/**
 * @param remember is told the original of each function that is replaced, for `Function.prototype.toString`
 */
export function createDisguise(
  window: Window & typeof globalThis,
  remember: (replaced: object, original: object) => void,
): Disguise {
  // Kept before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Event, Proxy, Reflect, Set, WeakMap, MediaStreamTrack, MediaStream } = window;
  const prototype = MediaStreamTrack?.prototype;
  const descriptorOf = (name: string) => prototype && Reflect.getOwnPropertyDescriptor(prototype, name);
  const enabled = descriptorOf('enabled');
  const readyState = descriptorOf('readyState')?.get;
  const stop = prototype?.stop;
  const getVideoTracks = MediaStream?.prototype.getVideoTracks;
  const { addEventListener, dispatchEvent } = window.EventTarget.prototype;
  const groups = new WeakMap<object, Group>();
  /** Keeps the groups of live tracks from being collected. */
  const live = new Set<Group>();
  let patched = false;

  const isLive = (track: MediaStreamTrack): boolean => readyState?.call(track) === 'live';

  function join(track: MediaStreamTrack, group: Group): void {
    // A generator's own class would show in its constructor, its name and `writable`.
    Reflect.setPrototypeOf(track, prototype);
    group.tracks.add(track);
    groups.set(track, group);
  }

  function replace(
    owner: object,
    name: string,
    part: 'get' | 'set' | 'value',
    apply: (target: Callable, self: object, args: unknown[], group: Group | undefined) => unknown,
  ): void {
    const descriptor = Reflect.getOwnPropertyDescriptor(owner, name);
    const original = descriptor?.[part] as Callable | undefined;
    if (!descriptor?.configurable || typeof original !== 'function') return;
    const replaced = new Proxy(original, {
      apply: (target, self, args) => apply(target, self, args, groups.get(self)),
    });
    remember(replaced, original);
    Reflect.defineProperty(owner, name, { ...descriptor, [part]: replaced });
  }

  /** The camera is on as long as one of the tracks is: only then its light and the analysis agree with the page. */
  function followEnabled({ camera, tracks }: Group): void {
    let on = false;
    for (const track of tracks) if (isLive(track) && enabled?.get?.call(track)) on = true;
    enabled?.set?.call(camera, on);
  }

  function followStop(group: Group): void {
    for (const track of group.tracks) if (isLive(track)) return;
    live.delete(group);
    stop?.call(group.camera);
  }

  function patch(): void {
    patched = true;
    const asCamera = (target: Callable, self: object, args: unknown[], group: Group | undefined) =>
      Reflect.apply(target, group?.camera ?? self, args);
    for (const name of FROM_CAMERA.getters) replace(prototype, name, 'get', asCamera);
    for (const name of FROM_CAMERA.methods) replace(prototype, name, 'value', asCamera);
    const then =
      (follow: (group: Group) => void) =>
      (target: Callable, self: object, args: unknown[], group: Group | undefined) => {
        const result = Reflect.apply(target, self, args);
        if (group) follow(group);
        return result;
      };
    replace(prototype, 'enabled', 'set', then(followEnabled));
    replace(prototype, 'stop', 'value', (target, self, args, group) => {
      const result = Reflect.apply(target, self, args);
      if (group) {
        followStop(group);
        if (isLive(group.camera)) followEnabled(group);
      }
      return result;
    });
    replace(prototype, 'clone', 'value', (target, self, args, group) => {
      const copy = Reflect.apply(target, self, args) as MediaStreamTrack;
      if (group) join(copy, group);
      return copy;
    });
    replace(MediaStream.prototype, 'clone', 'value', (target, self, args) => {
      const copy = Reflect.apply(target, self, args) as MediaStream;
      const originals = getVideoTracks.call(self as MediaStream);
      getVideoTracks.call(copy).forEach((track, i) => {
        const group = groups.get(originals[i] as object);
        if (group) join(track, group);
      });
      return copy;
    });
  }

  return {
    put(track, camera) {
      if (!patched) patch();
      const group: Group = { camera, tracks: new Set() };
      join(track, group);
      live.add(group);
      for (const type of ['mute', 'unmute']) {
        addEventListener.call(camera, type, () => {
          for (const each of group.tracks) if (isLive(each)) dispatchEvent.call(each, new Event(type));
        });
      }
      // Its end itself reaches the tracks by way of the content script, which closes their source.
      addEventListener.call(camera, 'ended', () => live.delete(group));
    },
  };
}
