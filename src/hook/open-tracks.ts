/** Runs in the page's MAIN world: remembers the page's tracks while they are open. */
import type { NativeDisguise } from './native-disguise';

type Callable = (...args: never[]) => unknown;
type Track = MediaStreamTrack;

/** Held weakly: a track that the page drops without stopping it must stay collectable. */
export interface OpenTracks {
  add(track: Track): void;
  /** The tracks that are still open, oldest first; forgets the others. */
  live(): readonly Track[];
}

/** @param window whose built-ins are saved, before page scripts run */
export function prepareOpenTracks(
  window: Window & typeof globalThis,
  { call }: Pick<NativeDisguise, 'call'>,
): () => OpenTracks {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { MediaStreamTrack, Reflect, WeakRef } = window;
  const { defineProperty, getOwnPropertyDescriptor } = Reflect;
  const deref = WeakRef.prototype.deref as Callable;
  const readyState = getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'readyState')!.get as Callable;

  /** As `push`, which a page could have replaced; it could also have put setters on Array.prototype. */
  function append<T>(list: T[], value: T): void {
    const descriptor = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
    defineProperty(list, list.length, descriptor as PropertyDescriptor);
  }

  return () => {
    let refs: WeakRef<Track>[] = [];

    function live(): readonly Track[] {
      const tracks: Track[] = [];
      const kept: WeakRef<Track>[] = [];
      for (let n = 0; n < refs.length; n++) {
        const track = call(deref, refs[n], []) as Track | undefined;
        if (track === undefined || call(readyState, track, []) !== 'live') continue;
        append(kept, refs[n]!);
        append(tracks, track);
      }
      refs = kept;
      return tracks;
    }

    return {
      add(track) {
        live();
        append(refs, new WeakRef(track));
      },
      live,
    };
  };
}
