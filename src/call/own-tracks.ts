/** Which of the tracks that the page announces are the user's own camera and microphone: no other is ever read. */
import { isOwnCamera, isOwnMicrophone } from '../camera/own-camera';

export interface OwnTracks {
  /** Whether anything is read now; asked again after each wait. */
  wanted(): boolean;
  camera(track: MediaStreamTrack): void;
  microphone(track: MediaStreamTrack): void;
}

/** What to do with each announced track. Never rejects. */
export function takeOwnTracks(window: Window, { wanted, camera, microphone }: OwnTracks) {
  async function take(track: MediaStreamTrack): Promise<void> {
    const { mediaDevices } = window.navigator;
    if (!wanted()) return;
    if (await isOwnCamera(track, mediaDevices)) return wanted() ? camera(track) : undefined;
    if (await isOwnMicrophone(track, mediaDevices)) return wanted() ? microphone(track) : undefined;
  }
  return (track: MediaStreamTrack): void => void take(track).catch(console.error);
}
