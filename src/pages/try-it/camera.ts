/** The page's own camera. */
import { WORDS } from './words';

/** Rejects if the camera is unplugged or taken away, not if we stop it. */
export function endOf(stream: MediaStream): Promise<never> {
  return new Promise((_, reject) => {
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => reject(new Error(WORDS.errors.stopped)));
    }
  });
}

/** @throws Error in plain words */
export async function openCamera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    const { denied, missing, busy } = WORDS.errors;
    throw new Error(name === 'NotAllowedError' ? denied : name === 'NotFoundError' ? missing : busy);
  }
}
