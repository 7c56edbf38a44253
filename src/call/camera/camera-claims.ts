/** Which of a tab's frames has the camera: the one that opened it last. One detector and one overlay are enough. */
import type { CameraElsewhere } from '../../shared/messages/background';

export interface CameraClaims {
  /** This frame has opened the camera; returns what to tell the others. */
  claim(): Pick<CameraElsewhere, 'frameId' | 'time'>;
  /** Whether another frame has opened it later than this one. */
  isBeatenBy(other: Pick<CameraElsewhere, 'frameId' | 'time'>): boolean;
}

/**
 * @param frameId of this frame, for as long as its page lives: a call's own id changes with every call, so that a
 *   frame would take its own word from just before for another's
 * @param now milliseconds since the epoch
 */
export function createCameraClaims(frameId: string, now: () => number): CameraClaims {
  let claimedAt = 0;
  return {
    claim() {
      claimedAt = now();
      return { frameId, time: claimedAt };
    },
    isBeatenBy(other) {
      if (other.frameId === frameId) return false;
      // Both at once: every frame must come to the same answer.
      return other.time > claimedAt || (other.time === claimedAt && other.frameId > frameId);
    },
  };
}
