/**
 * How the page's MAIN world gets a track with emoji in it. Before the page receives a camera stream, the hook offers
 * its track to the content script, which may answer at once with another one: events are delivered synchronously, so
 * the page's own promise settles when it would have settled anyway. As in announce.ts, live objects travel as the
 * `srcObject` of a detached <video>.
 *
 * Page scripts can send these events too. All they can get is their own pictures with the user's emoji in them,
 * which they see anyway.
 */

/** Hook -> content script: a camera the page is about to be given. The answer is put in its place. */
export const CAMERA_OFFERED = 'emojigen:camera-offered';
/** Hook -> content script: is it known whether cameras are to be replaced? */
export const OUTPUTS_ASKED = 'emojigen:outputs-asked';
/** Content script -> hook: it is. */
export const OUTPUTS_KNOWN = 'emojigen:outputs-known';

/** Content script: answers the offers of this window with `replace` (null: the page gets the camera itself). */
export function answerOffers(
  window: Window & typeof globalThis,
  replace: (camera: MediaStreamTrack) => MediaStreamTrack | null,
  signal: AbortSignal,
): void {
  const answer = (event: Event): void => {
    if (!(event instanceof MouseEvent)) return;
    const carrier = event.relatedTarget;
    if (!(carrier instanceof HTMLVideoElement) || !(carrier.srcObject instanceof MediaStream)) return;
    const [camera] = carrier.srcObject.getVideoTracks();
    const replacement = camera && mayBeCamera(camera) ? replace(camera) : null;
    if (replacement !== null) carrier.srcObject = new MediaStream([replacement]);
  };
  window.addEventListener(CAMERA_OFFERED, answer, { signal });
}

/** What can be told at once; a device of this name is looked for afterwards. */
function mayBeCamera(track: MediaStreamTrack): boolean {
  const { displaySurface, deviceId } = track.getSettings();
  return track.readyState === 'live' && displaySurface === undefined && Boolean(deviceId);
}

/** Content script: lets cameras pass that waited for the settings, and those that ask later. */
export function tellOutputsKnown(window: Window & typeof globalThis, signal: AbortSignal): void {
  const tell = (): void => void window.dispatchEvent(new Event(OUTPUTS_KNOWN));
  window.addEventListener(OUTPUTS_ASKED, tell, { signal });
  tell();
}
