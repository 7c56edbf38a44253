/** How often cameras that the page switched on again are switched off. Milliseconds. */
import { startInterval, type Timer } from '../../shared/edges/timers';

const LOOK_EVERY = 100;

/** Switches off cameras that must not be seen and cannot be masked, even if the page switches them on. */
export interface Blackout {
  add(camera: MediaStreamTrack): void;
  /** This camera can be masked after all. */
  free(camera: MediaStreamTrack): void;
  /**
   * The cameras may be seen again. Their state is left alone: only the page knows whether the user has switched them off
   * meanwhile.
   */
  forget(): void;
}

export function createBlackout(): Blackout {
  const cameras = new Set<MediaStreamTrack>();
  let timer: Timer | undefined;

  function look(): void {
    for (const camera of cameras) {
      if (camera.readyState === 'ended') cameras.delete(camera);
      else if (camera.enabled) camera.enabled = false;
    }
    if (cameras.size === 0) stop();
  }

  function stop(): void {
    timer?.stop();
    timer = undefined;
  }

  return {
    add(camera) {
      camera.enabled = false;
      cameras.add(camera);
      timer ??= startInterval(look, LOOK_EVERY);
    },
    free(camera) {
      // Re-enable only cameras we disabled.
      if (cameras.delete(camera)) camera.enabled = true;
      if (cameras.size === 0) stop();
    },
    forget() {
      cameras.clear();
      stop();
    },
  };
}
