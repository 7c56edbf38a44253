/** Runs in the page's MAIN world: puts what the content script answers in place of a camera that was opened. */
import { CAMERA_OFFERED, OUTPUTS_ASKED, OUTPUTS_KNOWN } from './offer';
import { createDisguise } from './track-proxy';

/** A camera waits at most this long for the settings; they are mostly known before it is open. Milliseconds. */
const LONGEST_WAIT = 500;

export interface TrackSwap {
  /** Null where it is known whether tracks are replaced; else settles (never rejects) as soon as it is. */
  waiting(): Promise<void> | null;
  /** Replaces the camera's track in the stream if the content script wants it; else leaves all as it is. */
  swap(stream: MediaStream, camera: MediaStreamTrack): void;
}

/** @param remember as for `createDisguise` */
export function createTrackSwap(
  window: Window & typeof globalThis,
  remember: (replaced: object, original: object) => void,
): TrackSwap {
  // Kept before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Event, MouseEvent, MediaStream, Promise, Reflect } = window;
  const createElement = window.document.createElement.bind(window.document);
  const source = Reflect.getOwnPropertyDescriptor(window.HTMLMediaElement.prototype, 'srcObject');
  const dispatch = window.dispatchEvent.bind(window);
  const setTimeout = window.setTimeout.bind(window);
  const { getVideoTracks, addTrack, removeTrack } = MediaStream.prototype;
  const disguise = createDisguise(window, remember);
  let known = false;
  let go: () => void = () => {};
  const wait = new Promise<void>((resolve) => {
    go = resolve;
  });

  window.addEventListener(OUTPUTS_KNOWN, () => {
    known = true;
    go();
  });

  return {
    waiting() {
      if (!known) dispatch(new Event(OUTPUTS_ASKED));
      if (known) return null;
      setTimeout(go, LONGEST_WAIT);
      return wait;
    },
    swap(stream, camera) {
      try {
        const carrier = createElement('video');
        source?.set?.call(carrier, new MediaStream([camera]));
        dispatch(new MouseEvent(CAMERA_OFFERED, { relatedTarget: carrier }));
        const [answer] = getVideoTracks.call(source?.get?.call(carrier) as MediaStream);
        source?.set?.call(carrier, null);
        if (answer === undefined || answer === camera) return;
        disguise.put(answer, camera);
        removeTrack.call(stream, camera);
        addTrack.call(stream, answer);
      } catch {
        // The page keeps the camera itself.
      }
    },
  };
}
