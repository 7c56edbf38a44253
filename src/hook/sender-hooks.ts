/**
 * Runs in the page's MAIN world: notes which senders carry a video, by every way in which a page gives them one.
 *
 * A camera is always added as it is, so that the descriptions of the connection name the page's own track, and only
 * then replaced: nothing is sent before that, for the other side has not been told of it yet.
 */
import type { Follow } from './follow';
import type { NativeDisguise, Replacements, StandIn } from './native-disguise';
import { prepareSenders } from './senders';

type Callable = (...args: never[]) => unknown;
type Track = MediaStreamTrack;

/**
 * @param ask for a video track that is sent: what to send in its place, or null
 * @returns offers again what is sent; never throws
 */
export type HookSenders = (realm: Replacements, ask: (track: Track) => Track | null) => () => void;

/** @param window whose built-ins are kept, from before page scripts */
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

  /** Whatever goes wrong in here is not the page's business. */
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

    /** The browser knows a track that is replaced by the other one's name only. */
    function nameAsSent(connection: unknown, args: readonly unknown[]): void {
      if (!senders.anyReplaced || !senders.isVideo(args[0])) return;
      // The array is this call's own.
      quietly(() => {
        (args as unknown[])[0] = senders.sentFor(sendersOf(connection), args[0]);
      });
    }

    // Twice the same track is refused by the browser.
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
    /** What the browser did not find in its senders, since they carry another track. */
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
        // Throws where it is no sender.
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
