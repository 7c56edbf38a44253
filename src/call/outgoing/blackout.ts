/** How often it is checked that the page has not switched such a camera on. Milliseconds. */
const LOOK_EVERY = 100;

/** Cameras that must not be seen and cannot be masked: they are switched off, also where the page switches them on. */
export interface Blackout {
  add(camera: MediaStreamTrack): void;
  /** This one can be masked after all. */
  free(camera: MediaStreamTrack): void;
  /**
   * They may be seen again. They stay as they are: nobody but the page knows whether the user has switched the camera
   * off meanwhile.
   */
  forget(): void;
}

export function createBlackout(): Blackout {
  const cameras = new Set<MediaStreamTrack>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function look(): void {
    for (const camera of cameras) {
      if (camera.readyState === 'ended') cameras.delete(camera);
      else if (camera.enabled) camera.enabled = false;
    }
    if (cameras.size === 0) stop();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    add(camera) {
      camera.enabled = false;
      cameras.add(camera);
      timer ??= setInterval(look, LOOK_EVERY);
    },
    free(camera) {
      // Given back to the page only if it was ours: it may have been switched off by nobody else meanwhile.
      if (cameras.delete(camera)) camera.enabled = true;
      if (cameras.size === 0) stop();
    },
    forget() {
      cameras.clear();
      stop();
    },
  };
}
