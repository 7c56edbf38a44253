/**
 * How the page's MAIN world gets a track with emoji in it. Before the page receives a camera stream, and whenever it sends
 * a camera to others, the hook offers the track to the content script on the channel that only the two hold (announce.ts).
 * The answer, another track, arrives within the same dispatch: nothing in the page has to wait.
 */

/** On the channel, hook -> content script: a camera track that the page is about to receive. */
export const OFFERED = 'offered';
/** On the channel, hook -> content script: a video track, of a camera or not, that the page sends to others. */
export const SENT = 'sent';
/** On the channel, content script -> hook, during an offer: the replacement track. */
export const REPLACED = 'replaced';
/** On the channel, content script -> hook: from now on the answers for cameras are known. */
export const OUTPUTS_KNOWN = 'outputs-known';
/** On the channel, content script -> hook: offer the sent tracks again. */
export const OFFER_AGAIN = 'offer-again';

/** The replacement for a camera's track; null for the camera's own. */
export type Replace = (camera: MediaStreamTrack) => MediaStreamTrack | null;

export interface Answers {
  /** For a track that the page is about to receive; not called for tracks that are surely no camera. */
  readonly given: Replace;
  /** For a track that the page sends: any video at all. */
  readonly sent: Replace;
}

/** Content script: answers offers on `channel` until `signal` aborts. */
export function answerOffers(
  { MediaStreamTrackEvent }: Window & typeof globalThis,
  channel: EventTarget,
  { given, sent }: Answers,
  signal: AbortSignal,
): void {
  const answer =
    (replace: Replace) =>
    (offered: Event): void => {
      const own = trackOf(offered);
      const track = own && replace(own);
      if (track !== null) channel.dispatchEvent(new MediaStreamTrackEvent(REPLACED, { track }));
    };
  const ifCamera: Replace = (track) => (mayBeCamera(track) ? given(track) : null);
  channel.addEventListener(OFFERED, answer(ifCamera), { signal });
  channel.addEventListener(SENT, answer(sent), { signal });
}

/**
 * The track of an event on a channel; null for any other event. A frame's channel belongs to the window around it, so its
 * events are not instances of this window's classes.
 */
export function trackOf(event: Event): MediaStreamTrack | null {
  return (event as Partial<MediaStreamTrackEvent>).track ?? null;
}

/** What is known at once; the device id is checked later, before anything is analysed. */
function mayBeCamera(track: MediaStreamTrack): boolean {
  const { displaySurface, deviceId } = track.getSettings();
  return track.readyState === 'live' && displaySurface === undefined && Boolean(deviceId);
}
