/** Decides which frame of a tab is analysed: the one that opened its camera last. */
import type { CameraElsewhere } from '../../shared/messages/call-tab';

export interface CameraClaims {
  /** This frame has opened the camera. @returns the claim to send to the other frames */
  claim(): Pick<CameraElsewhere, 'frameId' | 'time'>;
  /** Whether another frame opened its camera later than this one. */
  isBeatenBy(other: Pick<CameraElsewhere, 'frameId' | 'time'>): boolean;
}

/**
 * @param frameId lives as long as the page: the id of a call changes with every call, so a frame would mistake its own
 *   earlier claim for another frame's
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
      // Simultaneous claims: every frame must reach the same answer.
      return other.time > claimedAt || (other.time === claimedAt && other.frameId > frameId);
    },
  };
}
