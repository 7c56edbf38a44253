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
  tracks: MediaStreamTrack[];
}

export interface Disguise {
  /** Whether a track can pass for a camera here; not where the page has frozen what would have to be patched. */
  readonly isPossible: boolean;
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
  const { Event, Proxy, Reflect, WeakMap, MediaStreamTrack, MediaStream } = window;
  const { apply: call, defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;
  const { get, set } = WeakMap.prototype;
  const prototype = MediaStreamTrack?.prototype;
  const descriptorOf = (name: string) => prototype && getOwnPropertyDescriptor(prototype, name);
  const enabled = descriptorOf('enabled');
  const readyState = descriptorOf('readyState')?.get;
  const stop = prototype?.stop;
  const getVideoTracks = MediaStream?.prototype.getVideoTracks;
  const { addEventListener, dispatchEvent } = window.EventTarget.prototype;
  const groups = new WeakMap<object, Group>();
  /** Keeps the groups of live tracks from being collected. */
  let live: Group[] = [];
  let patched = false;
  const { getters, methods } = FROM_CAMERA;

  /** As `push`, which a page could have replaced, as it could put setters on Array.prototype. */
  function append<T>(list: T[], value: T): void {
    const descriptor = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
    defineProperty(list, list.length, descriptor as PropertyDescriptor);
  }

  const isLive = (track: MediaStreamTrack): boolean => call(readyState!, track, []) === 'live';
  const groupOf = (track: unknown): Group | undefined =>
    call(get, groups, [track as object]) as Group | undefined;

  function join(track: MediaStreamTrack, group: Group): void {
    // A generator's own class would show in its constructor, its name and `writable`.
    setPrototypeOf(track, prototype);
    // A page may clone and stop a track for every picture it takes: those that have ended are let go.
    const tracks: MediaStreamTrack[] = [];
    for (let n = 0; n < group.tracks.length; n++) {
      if (isLive(group.tracks[n]!)) append(tracks, group.tracks[n]!);
    }
    append(tracks, track);
    group.tracks = tracks;
    call(set, groups, [track, group]);
  }

  function replace(
    owner: object,
    name: string,
    part: 'get' | 'set' | 'value',
    apply: (target: Callable, self: object, args: unknown[], group: Group | undefined) => unknown,
  ): void {
    const descriptor = getOwnPropertyDescriptor(owner, name);
    const original = descriptor?.[part] as Callable | undefined;
    if (!descriptor?.configurable || typeof original !== 'function') return;
    // Without prototypes: what a page adds to Object.prototype must become neither a trap nor a part of a descriptor.
    const replaced = new Proxy(original, {
      __proto__: null,
      apply: (target: Callable, self: object, args: unknown[]) => apply(target, self, args, groupOf(self)),
    } as ProxyHandler<Callable>);
    remember(replaced, original);
    const ours = { __proto__: null, ...descriptor, [part]: replaced } as PropertyDescriptor;
    defineProperty(owner, name, ours);
  }

  /** The camera is on as long as one of the tracks is: only then its light and the analysis agree with the page. */
  function followEnabled({ camera, tracks }: Group): void {
    let on = false;
    for (let n = 0; n < tracks.length; n++) {
      if (isLive(tracks[n]!) && call(enabled!.get!, tracks[n], [])) on = true;
    }
    call(enabled!.set!, camera, [on]);
  }

  function forget(group: Group): void {
    const others: Group[] = [];
    for (let n = 0; n < live.length; n++) if (live[n] !== group) append(others, live[n]!);
    live = others;
  }

  function followStop(group: Group): void {
    for (let n = 0; n < group.tracks.length; n++) if (isLive(group.tracks[n]!)) return;
    forget(group);
    call(stop!, group.camera, []);
  }

  function patch(): void {
    patched = true;
    const asCamera = (target: Callable, self: object, args: unknown[], group: Group | undefined) =>
      call(target, group?.camera ?? self, args);
    for (let n = 0; n < getters.length; n++) replace(prototype, getters[n]!, 'get', asCamera);
    for (let n = 0; n < methods.length; n++) replace(prototype, methods[n]!, 'value', asCamera);
    const then =
      (follow: (group: Group) => void) =>
      (target: Callable, self: object, args: unknown[], group: Group | undefined) => {
        const result = call(target, self, args);
        if (group) follow(group);
        return result;
      };
    replace(prototype, 'enabled', 'set', then(followEnabled));
    replace(prototype, 'stop', 'value', (target, self, args, group) => {
      const result = call(target, self, args);
      if (group) {
        followStop(group);
        if (isLive(group.camera)) followEnabled(group);
      }
      return result;
    });
    replace(prototype, 'clone', 'value', (target, self, args, group) => {
      const copy = call(target, self, args) as MediaStreamTrack;
      if (group) join(copy, group);
      return copy;
    });
    replace(MediaStream.prototype, 'clone', 'value', (target, self, args) => {
      const copy = call(target, self, args) as MediaStream;
      const originals = call(getVideoTracks, self, []) as MediaStreamTrack[];
      const copies = call(getVideoTracks, copy, []) as MediaStreamTrack[];
      for (let n = 0; n < copies.length; n++) {
        const group = groupOf(originals[n]);
        if (group) join(copies[n]!, group);
      }
      return copy;
    });
  }

  function isOpen(name: string): boolean {
    return patched || descriptorOf(name)?.configurable === true;
  }

  return {
    get isPossible() {
      return isOpen('stop') && isOpen('enabled') && isOpen('clone') && isOpen('getSettings');
    },
    put(track, camera) {
      if (!patched) patch();
      const group: Group = { camera, tracks: [] };
      join(track, group);
      append(live, group);
      const echo = (type: string): void => {
        const tell = (): void => {
          const { tracks } = group;
          for (let n = 0; n < tracks.length; n++) {
            if (isLive(tracks[n]!)) call(dispatchEvent, tracks[n], [new Event(type)]);
          }
        };
        call(addEventListener, camera, [type, tell]);
      };
      echo('mute');
      echo('unmute');
      // Its end itself reaches the tracks by way of the content script, which closes their source.
      call(addEventListener, camera, ['ended', () => forget(group)]);
    },
  };
}
