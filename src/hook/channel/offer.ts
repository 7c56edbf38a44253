/**
 * How the page's MAIN world gets a track with emoji in it. Before the page receives a camera stream, and whenever it
 * sends a camera to others, the hook offers the track to the content script, on the channel that only the two hold
 * (announce.ts). The answer, another track, comes within the same dispatch: nothing of the page has to wait for it.
 */

/** On the channel, hook -> content script: a camera track that the page is about to be given. */
export const OFFERED = 'offered';
/** On the channel, hook -> content script: a video track, of a camera or not, that the page sends to others. */
export const SENT = 'sent';
/** On the channel, content script -> hook, while it is being offered one: the track to take in its place. */
export const REPLACED = 'replaced';
/** On the channel, content script -> hook: from now on it is known whether cameras are to be replaced. */
export const OUTPUTS_KNOWN = 'outputs-known';
/** On the channel, content script -> hook: what is sent is to be offered again. */
export const OFFER_AGAIN = 'offer-again';

/** The track to take in place of a camera's; null for the camera itself. */
export type Replace = (camera: MediaStreamTrack) => MediaStreamTrack | null;

export interface Answers {
  /** For a track that the page is about to be given; what is surely no camera is not asked about. */
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
 * The track that an event on a channel carries; null for any other event. The channel of a frame belongs to the window
 * around it, so that its events are of no class of this window's.
 */
export function trackOf(event: Event): MediaStreamTrack | null {
  return (event as Partial<MediaStreamTrackEvent>).track ?? null;
}

/** What can be told at once; whether a device has this id is looked up later, before anything is analysed. */
function mayBeCamera(track: MediaStreamTrack): boolean {
  const { displaySurface, deviceId } = track.getSettings();
  return track.readyState === 'live' && displaySurface === undefined && Boolean(deviceId);
}
