/**
 * Runs in the page's MAIN world: a sender whose track was replaced keeps reporting the page's track. Patches built-ins when
 * the first track is replaced, never before.
 */
import type { NativeDisguise, Replacements, StandIn } from './native-disguise';

type Callable = (this: unknown, ...args: unknown[]) => unknown;
type Track = MediaStreamTrack;

/** Changes that the page makes to its track are copied to the sent track. */
const MIRRORED = ['enabled', 'contentHint'] as const;

export interface SenderDisguise {
  /** From now on `sent` is reported as the page's track. */
  put(sent: Track, page: Track): void;
  /** The page's track that `sent` replaces, otherwise `sent` itself. */
  of(sent: Track): Track;
}

/** @param window whose built-ins are saved, before page scripts run */
export function prepareSenderDisguise(
  window: Window & typeof globalThis,
  { call }: Pick<NativeDisguise, 'call'>,
): (realm: Replacements) => SenderDisguise {
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Reflect, WeakMap, WeakRef, MediaStreamTrack } = window;
  const { getOwnPropertyDescriptor } = Reflect;
  const get = WeakMap.prototype.get as Callable;
  const put = WeakMap.prototype.set as Callable;
  const deref = WeakRef.prototype.deref as Callable;
  // For all realms: a page may use one frame's getter on another frame's sender.
  const pages = new WeakMap<Track, Track>();
  const stands = new WeakMap<Track, WeakRef<Track>>();
  const natives: Record<string, PropertyDescriptor | undefined> = { __proto__: null } as never;
  for (const name of MIRRORED) natives[name] = getOwnPropertyDescriptor(MediaStreamTrack.prototype, name);
  const of = (sent: Track): Track => (call(get, pages, [sent]) as Track | undefined) ?? sent;

  function mirror(name: (typeof MIRRORED)[number], page: Track, sent: Track): void {
    const native = natives[name];
    if (native?.get && native.set) call(native.set, sent, [call(native.get, page, [])]);
  }

  return ({ replace, prototypeOf }) => {
    let patched = false;

    function patch(): void {
      patched = true;
      const track: StandIn = (native, self, args) => {
        const sent = call(native, self, args) as Track | null;
        return sent && of(sent);
      };
      replace(prototypeOf('RTCRtpSender'), 'track', track, { part: 'get', stays });
      for (let n = 0; n < MIRRORED.length; n++) {
        const name = MIRRORED[n]!;
        const set: StandIn = (native, self, args) => {
          const result = call(native, self, args);
          const stand = call(get, stands, [self]) as WeakRef<Track> | undefined;
          const sent = stand && (call(deref, stand, []) as Track | undefined);
          if (sent) mirror(name, self as Track, sent);
          return result;
        };
        replace(prototypeOf('MediaStreamTrack'), name, set, { part: 'set', stays });
      }
    }

    return {
      of,
      put(sent, page) {
        if (!patched) patch();
        call(put, pages, [sent, page]);
        call(put, stands, [page, new WeakRef(sent)]);
        for (let n = 0; n < MIRRORED.length; n++) mirror(MIRRORED[n]!, page, sent);
      },
    };
  };
}

/** The sent track may still be ours after the content script has gone. */
const stays = (): boolean => true;
