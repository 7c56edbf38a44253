/**
 * Runs in the page's MAIN world: records which senders carry video, by every way in which a page can set a track.
 *
 * A camera is always added as it is, so that the connection's descriptions name the page's own track, and replaced only
 * then: nothing is sent before that, because the other side has not received a description yet.
 */
import type { Follow } from './follow';
import type { NativeDisguise, Replacements, StandIn } from './native-disguise';
import { prepareSenders } from './senders';

type Callable = (...args: never[]) => unknown;
type Track = MediaStreamTrack;

/**
 * @param ask for a sent video track: returns the replacement, or null
 * @returns a function that offers the sent tracks again; never throws
 */
export type HookSenders = (realm: Replacements, ask: (track: Track) => Track | null) => () => void;

/** @param window whose built-ins are saved, before page scripts run */
export function prepareSenderHooks(
  window: Window & typeof globalThis,
  disguise: NativeDisguise,
  follow: Follow,
): HookSenders {
  const { RTCPeerConnection, RTCRtpSender, RTCRtpTransceiver } = window;
  if (!RTCPeerConnection || !RTCRtpSender || !RTCRtpTransceiver) return () => () => {};
  const { call } = disguise;
  const { getSenders } = RTCPeerConnection.prototype;
  const removeTrack = RTCPeerConnection.prototype.removeTrack as Callable;
  const { getTracks } = window.MediaStream.prototype;
  const senderOf = window.Reflect.getOwnPropertyDescriptor(RTCRtpTransceiver.prototype, 'sender')
    ?.get as Callable;
  const createSenders = prepareSenders(window, disguise);

  /** Our own errors must never reach the page. */
  function quietly(step: () => void): void {
    try {
      step();
    } catch {}
  }

  const sendersOf = (connection: unknown) => call(getSenders, connection, []) as RTCRtpSender[];

  return (realm, ask) => {
    const { replace, prototypeOf } = realm;
    const senders = createSenders(realm, ask);
    const connections = prototypeOf('RTCPeerConnection');

    /** The browser knows a replaced track only by the replacement's name. */
    function nameAsSent(connection: unknown, args: readonly unknown[]): void {
      if (!senders.anyReplaced || !senders.isVideo(args[0])) return;
      // The array belongs to this call.
      quietly(() => {
        (args as unknown[])[0] = senders.sentFor(sendersOf(connection), args[0]);
      });
    }

    // The browser refuses to add the same track twice.
    replace(connections, 'addTrack', (native, self, args) => {
      nameAsSent(self, args);
      const sender = call(native, self, args);
      quietly(() => senders.carries(sender as RTCRtpSender));
      return sender;
    });
    replace(connections, 'addTransceiver', (native, self, args) => {
      const transceiver = call(native, self, args);
      quietly(() => senders.carries(call(senderOf, transceiver, []) as RTCRtpSender));
      return transceiver;
    });
    replace(connections, 'addStream', (native, self, args) => {
      const result = call(native, self, args);
      quietly(() => {
        const all = sendersOf(self);
        for (let n = 0; n < all.length; n++) senders.carries(all[n]!);
      });
      return result;
    });
    replace(connections, 'removeStream', (native, self, args) => {
      const result = call(native, self, args);
      if (senders.anyReplaced) quietly(() => removeReplaced(self, args[0]));
      return result;
    });
    /** Removes a track that the browser did not find in its senders, since they carry the replacement. */
    function removeReplaced(connection: unknown, stream: unknown): void {
      const all = sendersOf(connection);
      const tracks = call(getTracks, stream, []) as Track[];
      for (let n = 0; n < all.length; n++) {
        const page = senders.pageTrack(all[n]!);
        for (let i = 0; i < tracks.length; i++) {
          if (tracks[i] === page) call(removeTrack, connection, [all[n]]);
        }
      }
    }
    const getStats: StandIn = (native, self, args, { tidy }) => {
      nameAsSent(self, args);
      return follow(call(native, self, args), (value) => value, tidy);
    };
    replace(connections, 'getStats', getStats, { rejects: true });

    // The last moment before anything is sent: finds tracks that were added by built-ins which the page saved in a frame before
    // that was hooked (frames.ts).
    const setLocalDescription: StandIn = (native, self, args, { tidy }) => {
      quietly(() => {
        const all = sendersOf(self);
        for (let n = 0; n < all.length; n++) senders.carries(all[n]!);
      });
      return follow(call(native, self, args), (value) => value, tidy);
    };
    replace(connections, 'setLocalDescription', setLocalDescription, { rejects: true });

    const replaceTrack: StandIn = (native, self, args, { tidy }) => {
      const page = args[0];
      if (senders.isVideo(page)) {
        quietly(() => {
          (args as unknown[])[0] = senders.standIn(page);
        });
      }
      const result = call(native, self, args);
      let settled = (): void => {};
      quietly(() => {
        // Throws if it is no sender.
        senders.pageTrack(self as RTCRtpSender);
        settled = senders.pageChanges(self as RTCRtpSender);
        senders.carries(self as RTCRtpSender);
      });
      return follow(
        result,
        (value) => {
          settled();
          return value;
        },
        (reason) => {
          settled();
          return tidy(reason);
        },
      );
    };
    replace(prototypeOf('RTCRtpSender'), 'replaceTrack', replaceTrack, { rejects: true });

    return () => quietly(senders.sync);
  };
}
