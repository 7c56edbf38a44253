/** Runs in the page's MAIN world: replaces an opened camera with the content script's answer. */
import type { CameraRequest } from './asking';
import { OFFERED, OUTPUTS_KNOWN } from './channel/offer';
import type { Follow } from './follow';
import type { NativeDisguise, Realm, Replacements } from './native-disguise';
import { prepareTrackDisguise } from './track-proxy';

type Callable = (...args: never[]) => unknown;

/** The longest time a camera waits for the settings; they usually arrive before it is open. Milliseconds. */
const LONGEST_WAIT = 500;

export interface TrackSwap {
  /** Null if it is known whether tracks are replaced; otherwise settles (never rejects) once it is. */
  waiting(): Promise<void> | null;
  /** Replaces the camera's track in the stream if the content script wants it; otherwise changes nothing. */
  swap(stream: MediaStream, camera: MediaStreamTrack): void;
  /** The camera that a track replaces; undefined for any other track. */
  cameraOf(track: unknown): MediaStreamTrack | undefined;
  /** For a camera without a stream: the track to give to the page, which may be the camera itself. */
  standIn(camera: MediaStreamTrack): MediaStreamTrack;
}

/** @param channel shared only by this script and the content script */
export type CreateTrackSwap = (realm: Replacements, channel: EventTarget, ask: CameraRequest) => TrackSwap;

/** @param window whose built-ins are saved, before page scripts run */
export function prepareTrackSwap(window: Realm, disguise: NativeDisguise, follow: Follow): CreateTrackSwap {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { EventTarget, MediaStream, Promise, Reflect } = window;
  const { apply } = Reflect;
  const { addEventListener } = EventTarget.prototype;
  const { addTrack, removeTrack } = MediaStream.prototype;
  // Tasks have no numbers; the page sees the numbers of timers (shared/edges/timers.ts).
  const { scheduler } = window as { scheduler?: { postTask: Callable } };
  const postTask = scheduler?.postTask;
  const setTimeout = window.setTimeout.bind(window);
  const later = (step: () => void, delay: number): void => {
    if (postTask) apply(postTask, scheduler, [step, { __proto__: null, delay }]);
    else setTimeout(step, delay);
  };
  const createTrackDisguise = prepareTrackDisguise(window, disguise, follow);

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
     * @param place puts the track where the page finds the camera. It runs first, so that a mask is on even if the disguise
     *   fails.
     */
    function replace(camera: MediaStreamTrack, place: (given: MediaStreamTrack) => void): void {
      try {
        // Stopping the track would leave the camera on. What is sent to others is replaced at the sender (senders.ts).
        if (!tracks.isPossible) return;
        const given = ask(OFFERED, camera);
        if (given === null) return;
        place(given);
        tracks.put(given, camera);
      } catch {
        // Our own errors must never reach the page.
      }
    }

    return {
      waiting() {
        if (known) return null;
        later(go, LONGEST_WAIT);
        return wait;
      },
      swap(stream, camera) {
        replace(camera, (given) => {
          // Always with a live track in the stream: otherwise the stream would report the camera as lost.
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
