/**
 * The hop from the page's MAIN world to the content script. A MouseEvent is the only event that carries a live
 * object across worlds: its `relatedTarget` is a detached <video> whose `srcObject` is the stream. Nothing is
 * added to the DOM and no content security policy applies (docs/architecture.md).
 *
 * Page scripts can send these events too. The content script therefore takes nothing on trust: see own-camera.ts.
 */

/** Hook -> content script: the page was given a camera stream. */
export const CAMERA_OPENED = 'emojigen:camera-opened';
/** Content script -> hook: announce again what is open. */
export const ANNOUNCE_AGAIN = 'emojigen:announce-again';

/** The stream an announcement carries, or null where it is not one. Reads with pristine DOM getters only. */
export function announcedStream(event: Event): MediaStream | null {
  if (!(event instanceof MouseEvent)) return null;
  const carrier = event.relatedTarget;
  if (!(carrier instanceof HTMLVideoElement)) return null;
  return carrier.srcObject instanceof MediaStream ? carrier.srcObject : null;
}
