/**
 * Runs in the page's MAIN world: the tracks that the page's senders carry. When an output is switched on during a call, the
 * sent camera track is replaced, and restored when the output is switched off. The page keeps the browser's own camera
 * track: only the sender carries another one and still reports the page's (sender-disguise.ts).
 */
import type { NativeDisguise, Replacements } from './native-disguise';
import { prepareSenderDisguise } from './sender-disguise';

type Callable = (...args: never[]) => unknown;
type Track = MediaStreamTrack;

export interface Senders {
  /** Whether any sent camera is replaced. */
  readonly anyReplaced: boolean;
  /** The page has set this sender's track, or removed it. */
  carries(sender: RTCRtpSender): void;
  /** The track to send for the page's track: the answer to an offer, or the track itself. */
  standIn(page: Track): Track;
  /** The page's track that a sender carries. */
  pageTrack(sender: RTCRtpSender): Track | null;
  /**
   * The track that one of these senders carries for the page's track; the page's track itself if none carries a
   * replacement.
   */
  sentFor(senders: readonly RTCRtpSender[], page: unknown): unknown;
  /** The page changes a sender's track; call the returned function when that has settled. */
  pageChanges(sender: RTCRtpSender): () => void;
  isVideo(track: unknown): track is Track;
  /** Offers the sent tracks again; replaces and restores as the answers say. */
  sync(): void;
}

/** @param ask for a sent video track: returns the replacement, or null */
export type CreateSenders = (realm: Replacements, ask: (track: Track) => Track | null) => Senders;

/** @param window whose built-ins are saved, before page scripts run */
export function prepareSenders(
  window: Window & typeof globalThis,
  disguise: Pick<NativeDisguise, 'call'>,
): CreateSenders {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Promise, Reflect, WeakMap, WeakRef, WeakSet, MediaStreamTrack, RTCRtpSender, RTCDtlsTransport } =
    window;
  const { call } = disguise;
  const { get, set, delete: drop } = WeakMap.prototype;
  const { add, delete: remove } = WeakSet.prototype;
  const { then } = Promise.prototype;
  const { deref } = WeakRef.prototype;
  const { defineProperty, getOwnPropertyDescriptor } = Reflect;
  const getter = (owner: object, name: string) => getOwnPropertyDescriptor(owner, name)?.get as Callable;
  const carried = getter(RTCRtpSender.prototype, 'track');
  const transportOf = getter(RTCRtpSender.prototype, 'transport');
  const transportState = getter(RTCDtlsTransport.prototype, 'state');
  const kind = getter(MediaStreamTrack.prototype, 'kind');
  const readyState = getter(MediaStreamTrack.prototype, 'readyState');
  const stop = MediaStreamTrack.prototype.stop as Callable;
  const replaceTrack = RTCRtpSender.prototype.replaceTrack as Callable;

  const createSenderDisguise = prepareSenderDisguise(window, disguise);

  return (realm, ask) => {
    const pages = createSenderDisguise(realm);
    /** Number of pending track changes per sender. */
    const underWay = new WeakMap<object, number>();
    /** Senders to check again when those have settled. */
    const lookAgain = new WeakSet<object>();
    /** Weak: a connection that the page drops must stay collectable. */
    let senders: WeakRef<RTCRtpSender>[] = [];
    let made: Track[] = [];

    function append<T>(list: T[], value: T): void {
      const descriptor = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
      defineProperty(list, list.length, descriptor as PropertyDescriptor);
    }

    const trackOf = (sender: RTCRtpSender): Track | null => call(carried, sender, []) as Track | null;

    function isVideo(track: unknown): track is Track {
      try {
        return call(kind, track, []) === 'video';
      } catch {
        return false;
      }
    }

    function isClosed(sender: RTCRtpSender): boolean {
      const transport = call(transportOf, sender, []);
      return transport !== null && call(transportState, transport, []) === 'closed';
    }

    function changing(sender: object, by: number): number {
      const count = ((call(get as Callable, underWay, [sender]) as number | undefined) ?? 0) + by;
      if (count > 0) call(set as Callable, underWay, [sender, count]);
      else call(drop as Callable, underWay, [sender]);
      return count;
    }

    function standIn(page: Track): Track {
      const given = isVideo(page) && call(readyState, page, []) === 'live' ? ask(page) : null;
      if (given === null) return page;
      if (pages.of(given) === given) append(made, given);
      pages.put(given, page);
      return given;
    }

    /** The senders that still exist; forgets the others. */
    function known(): RTCRtpSender[] {
      const found: RTCRtpSender[] = [];
      const refs: WeakRef<RTCRtpSender>[] = [];
      for (let n = 0; n < senders.length; n++) {
        const sender = call(deref as Callable, senders[n], []) as RTCRtpSender | undefined;
        if (sender === undefined || isClosed(sender)) continue;
        append(refs, senders[n]!);
        append(found, sender);
      }
      senders = refs;
      return found;
    }

    /** Ends replacements that nobody receives any more, and the work for them. */
    function sweep(): void {
      const all = known();
      const used: Track[] = [];
      for (let n = 0; n < made.length; n++) {
        const track = made[n]!;
        let isUsed = false;
        for (let i = 0; i < all.length; i++) {
          if (trackOf(all[i]!) === track || changing(all[i]!, 0) > 0) isUsed = true;
        }
        if (isUsed) append(used, track);
        else call(stop, track, []);
      }
      made = used;
    }

    /** Gives a sender its correct track, after any pending change. */
    function renew(sender: RTCRtpSender): void {
      if (changing(sender, 0) > 0) return void call(add as Callable, lookAgain, [sender]);
      const now = trackOf(sender);
      if (now === null || !isVideo(now)) return;
      const wanted = standIn(pages.of(now));
      if (wanted === now) return;
      const done = pageChanges(sender);
      // Refused if the connection was closed meanwhile: nothing is sent then, so there is no retry.
      const refused = (): void => {
        changing(sender, -1);
      };
      call(then as Callable, call(replaceTrack, sender, [wanted]), [done, refused]);
    }

    function pageChanges(sender: RTCRtpSender): () => void {
      changing(sender, 1);
      return () => {
        try {
          if (changing(sender, -1) === 0 && call(remove as Callable, lookAgain, [sender])) renew(sender);
          sweep();
        } catch {
          // Our own errors must never reach the page.
        }
      };
    }

    return {
      get anyReplaced() {
        return made.length > 0;
      },
      carries(sender) {
        const all = known();
        let isKnown = false;
        for (let n = 0; n < all.length; n++) if (all[n] === sender) isKnown = true;
        if (!isKnown) append(senders, new WeakRef(sender));
        renew(sender);
      },
      standIn,
      pageTrack(sender) {
        const track = trackOf(sender);
        return track && pages.of(track);
      },
      sentFor(all, page) {
        for (let n = 0; n < all.length; n++) {
          const now = trackOf(all[n]!);
          if (now !== null && now !== page && pages.of(now) === page) return now;
        }
        return page;
      },
      pageChanges,
      isVideo,
      sync() {
        const all = known();
        for (let n = 0; n < all.length; n++) renew(all[n]!);
        sweep();
      },
    };
  };
}
