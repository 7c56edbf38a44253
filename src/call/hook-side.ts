/** The content script's side of the hook in the page: cameras in, replaced tracks out. */
import { type HookLink, linkToHook } from '../camera/announce';
import { createOwnCameras } from '../camera/own-camera';
import type { Outgoing } from '../outputs/video';

/** How often it is looked whether what was replaced is still sent. Milliseconds. */
const LOOK_EVERY = 5000;

export interface HookSide extends Pick<HookLink, 'again' | 'outputsKnown'> {
  /** The user has chosen anew what others see: takes effect in calls that go on. */
  outputsChanged(): void;
}

/**
 * @param onCamera a camera of this machine that the page was given, or has cloned
 * @param signal ends it
 */
export function openHookSide(
  window: Window & typeof globalThis,
  outgoing: Pick<Outgoing, 'open' | 'send' | 'sends' | 'isOn'>,
  onCamera: (track: MediaStreamTrack) => void,
  signal: AbortSignal,
): HookSide {
  const cameras = createOwnCameras(window.navigator.mediaDevices);
  /** Before that no camera is known, and a mask of before an update would be taken off. */
  let looked = false;

  async function opened(track: MediaStreamTrack): Promise<void> {
    await cameras.look();
    if (!cameras.knows(track)) return;
    onCamera(track);
    looked = true;
    // Sent already, perhaps, while nothing was known of it yet.
    if (outgoing.isOn) link.offerAgain();
  }

  const link = linkToHook(window, (track) => void opened(track).catch(console.error), signal, {
    given: outgoing.open,
    sent: (track) => (cameras.knows(track) ? outgoing.send(track) : null),
  });
  const timer = setInterval(() => {
    if (outgoing.sends) link.offerAgain();
  }, LOOK_EVERY);
  signal.addEventListener('abort', () => clearInterval(timer));

  return {
    again: link.again,
    outputsKnown: link.outputsKnown,
    outputsChanged() {
      // What is switched off is so at once; a camera that was opened before may not be known yet.
      if (looked || !outgoing.isOn) link.offerAgain();
      if (!outgoing.isOn) return;
      cameras.look().then(() => {
        looked = true;
        link.offerAgain();
      }, console.error);
    },
  };
}
