/**
 * Runs in the page's MAIN world: a sender whose track was replaced on the way goes on saying that it carries the
 * page's. Patches built-ins when the first track is replaced, never before.
 */
import type { NativeLook } from './native-disguise';

type Callable = (this: unknown, ...args: unknown[]) => unknown;
type Track = MediaStreamTrack;

/** What the page sets on its track counts for what is sent in its place. */
const MIRRORED = ['enabled', 'contentHint'] as const;

export interface SentLook {
  /** From now on `sent` stands for the page's track. */
  put(sent: Track, page: Track): void;
  /** The page's track that `sent` stands for, else `sent` itself. */
  of(sent: Track): Track;
}

export function createSentLook(
  window: Window & typeof globalThis,
  { call, remember }: Pick<NativeLook, 'call' | 'remember'>,
): SentLook {
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Proxy, Reflect, WeakMap, WeakRef, MediaStreamTrack, RTCRtpSender } = window;
  const { defineProperty, getOwnPropertyDescriptor } = Reflect;
  const get = WeakMap.prototype.get as Callable;
  const set = WeakMap.prototype.set as Callable;
  const deref = WeakRef.prototype.deref as Callable;
  const pages = new WeakMap<Track, Track>();
  const stands = new WeakMap<Track, WeakRef<Track>>();
  const natives: Record<string, PropertyDescriptor | undefined> = { __proto__: null } as never;
  for (const name of MIRRORED) natives[name] = getOwnPropertyDescriptor(MediaStreamTrack.prototype, name);
  let patched = false;

  const of = (sent: Track): Track => (call(get, pages, [sent]) as Track | undefined) ?? sent;

  function wrap(
    owner: object,
    name: string,
    part: 'get' | 'set',
    apply: (target: Callable, self: unknown, args: unknown[]) => unknown,
  ): void {
    const descriptor = getOwnPropertyDescriptor(owner, name);
    const original = descriptor?.[part] as Callable | undefined;
    if (!descriptor?.configurable || typeof original !== 'function') return;
    // Without prototypes: what a page adds to Object.prototype must become neither a trap nor a part of a descriptor.
    const replaced = new Proxy(original, { __proto__: null, apply } as ProxyHandler<Callable>);
    remember(replaced, original);
    defineProperty(owner, name, { __proto__: null, ...descriptor, [part]: replaced } as PropertyDescriptor);
  }

  function mirror(name: (typeof MIRRORED)[number], page: Track, sent: Track): void {
    const native = natives[name];
    if (native?.get && native.set) call(native.set, sent, [call(native.get, page, [])]);
  }

  function patch(): void {
    patched = true;
    wrap(RTCRtpSender.prototype, 'track', 'get', (target, self) => {
      const track = call(target, self, []) as Track | null;
      return track && of(track);
    });
    for (let n = 0; n < MIRRORED.length; n++) {
      const name = MIRRORED[n]!;
      wrap(MediaStreamTrack.prototype, name, 'set', (target, self, args) => {
        const result = call(target, self, args);
        const stand = call(get, stands, [self]) as WeakRef<Track> | undefined;
        const sent = stand && (call(deref, stand, []) as Track | undefined);
        if (sent) mirror(name, self as Track, sent);
        return result;
      });
    }
  }

  return {
    of,
    put(sent, page) {
      if (!patched) patch();
      call(set, pages, [sent, page]);
      call(set, stands, [page, new WeakRef(sent)]);
      for (let n = 0; n < MIRRORED.length; n++) mirror(MIRRORED[n]!, page, sent);
    },
  };
}
