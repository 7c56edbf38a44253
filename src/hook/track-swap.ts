/** Runs in the page's MAIN world: puts what the content script answers in place of a camera that was opened. */
import type { CameraRequest } from './asking';
import { OFFERED, OUTPUTS_KNOWN } from './channel/offer';
import type { NativeDisguise, Realm, Replacements } from './native-disguise';
import { prepareTrackDisguise } from './track-proxy';

/** A camera waits at most this long for the settings; they are mostly known before it is open. Milliseconds. */
const LONGEST_WAIT = 500;

export interface TrackSwap {
  /** Null where it is known whether tracks are replaced; else settles (never rejects) as soon as it is. */
  waiting(): Promise<void> | null;
  /** Replaces the camera's track in the stream if the content script wants it; else leaves all as it is. */
  swap(stream: MediaStream, camera: MediaStreamTrack): void;
  /** The camera that a track stands for; undefined for any other track. */
  cameraOf(track: unknown): MediaStreamTrack | undefined;
  /** For a camera that comes without a stream: the track to give to the page, which may be the camera itself. */
  standIn(camera: MediaStreamTrack): MediaStreamTrack;
}

/** @param channel that only this script and the content script hold */
export type CreateTrackSwap = (realm: Replacements, channel: EventTarget, ask: CameraRequest) => TrackSwap;

/** @param window whose built-ins are kept, from before page scripts */
export function prepareTrackSwap(window: Realm, disguise: NativeDisguise): CreateTrackSwap {
  // Kept before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { EventTarget, MediaStream, Promise, Reflect } = window;
  const { apply } = Reflect;
  const { addEventListener } = EventTarget.prototype;
  const { addTrack, removeTrack } = MediaStream.prototype;
  const setTimeout = window.setTimeout.bind(window);
  const createTrackDisguise = prepareTrackDisguise(window, disguise);

  return (realm, channel, ask) => {
    const tracks = createTrackDisguise(realm);
    let known = false;
    let go: () => void = () => {};
    const wait = new Promise<void>((resolve) => {
      go = resolve;
    });
    const onKnown = (): void => {
      known = true;
      go();
    };
    apply(addEventListener, channel, [OUTPUTS_KNOWN, onKnown]);

    /**
     * @param place puts what is given where the page finds the camera. First of all, so that a mask is on whatever goes
     * wrong with the disguise.
     */
    function replace(camera: MediaStreamTrack, place: (given: MediaStreamTrack) => void): void {
      try {
        // Stopping the track would leave the camera on. What is sent to others is replaced on its way (senders.ts).
        if (!tracks.isPossible) return;
        const given = ask(OFFERED, camera);
        if (given === null) return;
        place(given);
        tracks.put(given, camera);
      } catch {
        // Whatever goes wrong in here is not the page's business.
      }
    }

    return {
      waiting() {
        if (known) return null;
        setTimeout(go, LONGEST_WAIT);
        return wait;
      },
      swap(stream, camera) {
        replace(camera, (given) => {
          // Never without a live track in between: the stream would tell the page later, as if the camera had been lost.
          apply(addTrack, stream, [given]);
          apply(removeTrack, stream, [camera]);
        });
      },
      cameraOf: tracks.cameraOf,
      standIn(camera) {
        let track = camera;
        replace(camera, (given) => {
          track = given;
        });
        return track;
      },
    };
  };
}
