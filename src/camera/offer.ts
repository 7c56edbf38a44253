/**
 * How the page's MAIN world gets a track with emoji in it. Before the page receives a camera stream, the hook offers
 * its track to the content script, on the channel that only the two hold (announce.ts). The answer, another track,
 * comes within the same dispatch: the page's promise settles when it would have settled anyway.
 */

/** On the channel, hook -> content script: a camera track that the page is about to be given. */
export const OFFERED = 'offered';
/** On the channel, content script -> hook, while it is being offered one: the track to give in its place. */
export const REPLACED = 'replaced';
/** On the channel, content script -> hook: from now on it is known whether cameras are to be replaced. */
export const OUTPUTS_KNOWN = 'outputs-known';

/** The track to give to the page in place of a camera; null for the camera itself. */
export type Replace = (camera: MediaStreamTrack) => MediaStreamTrack | null;

/** Content script: answers offers on `channel` until `signal` aborts. */
export function answerOffers(
  { MediaStreamTrackEvent }: Window & typeof globalThis,
  channel: EventTarget,
  replace: Replace,
  signal: AbortSignal,
): void {
  const answer = (offered: Event): void => {
    if (!(offered instanceof MediaStreamTrackEvent) || !mayBeCamera(offered.track)) return;
    const track = replace(offered.track);
    if (track !== null) channel.dispatchEvent(new MediaStreamTrackEvent(REPLACED, { track }));
  };
  channel.addEventListener(OFFERED, answer, { signal });
}

/** What can be told at once; whether a device has this id is looked up later, before anything is analysed. */
function mayBeCamera(track: MediaStreamTrack): boolean {
  const { displaySurface, deviceId } = track.getSettings();
  return track.readyState === 'live' && displaySurface === undefined && Boolean(deviceId);
}
