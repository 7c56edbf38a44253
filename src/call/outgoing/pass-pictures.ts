/**
 * Pipes a camera's frames into a generated track inside the browser, without our code.
 * @param onEnd the camera or the track has ended
 * @returns a function that stops; resolves when the track can be written to again
 */
export function passPictures(
  camera: MediaStreamTrack,
  generator: MediaStreamTrackGenerator,
  onEnd: () => void,
): () => Promise<void> {
  const { readable } = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
  const stop = new AbortController();
  const { signal } = stop;
  const ended = (): void => {
    if (!signal.aborted) onEnd();
  };
  const passing = readable.pipeTo(generator.writable, { signal, preventAbort: true }).then(ended, ended);
  return () => {
    stop.abort();
    return passing;
  };
}
