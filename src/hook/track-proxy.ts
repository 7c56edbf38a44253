/**
 * Makes a generated track look and behave like the camera that it replaces. The object stays the browser's own track, so
 * peer connections, recorders, workers and elements accept it; the values it reports come from the camera. Patches
 * `MediaStreamTrack.prototype` when the first track is disguised, never before.
 */

import type { Follow } from './follow';
import type { NativeDisguise, Realm, Replacements, StandIn } from './native-disguise';

type Callable = (...args: never[]) => unknown;

/** Properties and methods that the camera answers. */
const FROM_CAMERA = {
  getters: ['label', 'muted', 'stats'],
  methods: ['getSettings', 'getCapabilities', 'getConstraints'],
} as const;

/** All tracks that the page holds of one camera. */
interface Group {
  readonly camera: MediaStreamTrack;
  /**
   * The track that was handed out and its clones. Held here, since a track object that the page drops and gets again
   * (e.g. from a sender) would come back undisguised.
   */
  tracks: MediaStreamTrack[];
}

export interface TrackDisguise {
  /** Whether a track can be disguised here; false if the page has frozen what must be patched. */
  readonly isPossible: boolean;
  /** The camera behind a disguised track; undefined for any other track. */
  cameraOf(track: unknown): MediaStreamTrack | undefined;
  /** Disguises `track` as `camera`; stopping it and all its clones stops the camera. */
  put(track: MediaStreamTrack, camera: MediaStreamTrack): void;
}

/** @param window whose built-ins are saved, before page scripts run */
export function prepareTrackDisguise(
  window: Realm,
  { call }: Pick<NativeDisguise, 'call'>,
  follow: Follow,
): (realm: Replacements) => TrackDisguise {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Event, Reflect, WeakMap, MediaStreamTrack, MediaStream } = window;
  const { defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;
  const get = WeakMap.prototype.get as Callable;
  const set = WeakMap.prototype.set as Callable;
  const prototype = MediaStreamTrack?.prototype;
  const descriptorOf = (owner: object | undefined, name: string) =>
    owner && getOwnPropertyDescriptor(owner, name);
  const enabled = descriptorOf(prototype, 'enabled');
  const readyState = descriptorOf(prototype, 'readyState')?.get;
  const stop = prototype?.stop as Callable;
  const getVideoTracks = MediaStream?.prototype.getVideoTracks;
  const { addEventListener, dispatchEvent } = window.EventTarget.prototype;
  /** Whether the content script can end a track with all of its clones; it cannot where it is a canvas's (Firefox). */
  const endsAll = 'MediaStreamTrackGenerator' in window;
  // For all realms: a page may use one frame's methods on another frame's track.
  const groups = new WeakMap<object, Group>();
  /** Keeps the groups of live tracks from being collected. */
  let live: Group[] = [];
  const { getters, methods } = FROM_CAMERA;

  /** As `push`, which a page could have replaced; it could also have put setters on Array.prototype. */
  function append<T>(list: T[], value: T): void {
    const descriptor = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
    defineProperty(list, list.length, descriptor as PropertyDescriptor);
  }

  const isLive = (track: MediaStreamTrack): boolean => call(readyState!, track, []) === 'live';
  const groupOf = (track: unknown): Group | undefined => call(get, groups, [track]) as Group | undefined;

  function join(track: MediaStreamTrack, group: Group): void {
    // A generator's own class would show in its constructor, its name and `writable`.
    setPrototypeOf(track, prototype);
    // A page may clone and stop a track for every photo it takes: ended tracks are dropped.
    const tracks: MediaStreamTrack[] = [];
    for (let n = 0; n < group.tracks.length; n++) {
      if (isLive(group.tracks[n]!)) append(tracks, group.tracks[n]!);
    }
    append(tracks, track);
    group.tracks = tracks;
    call(set, groups, [track, group]);
  }

  /** The camera is enabled while any of its tracks is: otherwise its light and the analysis would contradict the page. */
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

  /** As the end of a camera: stopped, with an event. */
  function endTracks({ tracks }: Group): void {
    for (let n = 0; n < tracks.length; n++) {
      if (!isLive(tracks[n]!)) continue;
      call(stop, tracks[n], []);
      call(dispatchEvent, tracks[n], [new Event('ended')]);
    }
  }

  return ({ replace, prototypeOf }) => {
    const owner = prototypeOf('MediaStreamTrack');
    const streams = prototypeOf('MediaStream');
    let patched = false;

    function patch(): void {
      patched = true;
      const asCamera: StandIn = (native, self, args) => call(native, groupOf(self)?.camera ?? self, args);
      for (let n = 0; n < getters.length; n++) replace(owner, getters[n]!, asCamera, { part: 'get', stays });
      for (let n = 0; n < methods.length; n++) replace(owner, methods[n]!, asCamera, { stays });
      const apply: StandIn = (native, self, args, { tidy }) =>
        follow(call(native, groupOf(self)?.camera ?? self, args), (value) => value, tidy);
      replace(owner, 'applyConstraints', apply, { stays, rejects: true });
      const setEnabled: StandIn = (native, self, args) => {
        const result = call(native, self, args);
        const group = groupOf(self);
        if (group) followEnabled(group);
        return result;
      };
      replace(owner, 'enabled', setEnabled, { part: 'set', stays });
      const stopTrack: StandIn = (native, self, args) => {
        const result = call(native, self, args);
        const group = groupOf(self);
        if (group) {
          followStop(group);
          if (isLive(group.camera)) followEnabled(group);
        }
        return result;
      };
      replace(owner, 'stop', stopTrack, { stays });
      const cloneTrack: StandIn = (native, self, args) => {
        const copy = call(native, self, args) as MediaStreamTrack;
        const group = groupOf(self);
        if (group) join(copy, group);
        return copy;
      };
      replace(owner, 'clone', cloneTrack, { stays });
      const cloneStream: StandIn = (native, self, args) => {
        const copy = call(native, self, args) as MediaStream;
        const originals = call(getVideoTracks, self, []) as MediaStreamTrack[];
        const copies = call(getVideoTracks, copy, []) as MediaStreamTrack[];
        for (let n = 0; n < copies.length; n++) {
          const group = groupOf(originals[n]);
          if (group) join(copies[n]!, group);
        }
        return copy;
      };
      replace(streams, 'clone', cloneStream, { stays });
    }

    function isOpen(name: string): boolean {
      return patched || descriptorOf(owner, name)?.configurable === true;
    }

    return {
      get isPossible() {
        return isOpen('stop') && isOpen('enabled') && isOpen('clone') && isOpen('getSettings');
      },
      cameraOf: (track) => groupOf(track)?.camera,
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
        // Elsewhere the content script passes the end itself on to the tracks by closing their source.
        const ended = (): void => {
          forget(group);
          if (!endsAll) endTracks(group);
        };
        call(addEventListener, camera, ['ended', ended]);
      },
    };
  };
}

/** A disguised track stays disguised after the content script has gone. */
const stays = (): boolean => true;
