/**
 * Coordinates the frames of a call page that have a camera. Only one is analysed: the one that opened its camera last, or
 * another one when that camera has ended. A pause of the call applies to all of them.
 */

import type { ToBackground } from '../../shared/messages/background';
import type { CameraElsewhere, CameraGone } from '../../shared/messages/call-tab';
import type { CallSession } from '../call-session';
import type { CallPause } from '../pause';
import { createCameraClaims } from './camera-claims';

export interface TabFrames {
  /** This frame has opened its camera. */
  cameraOpened(): void;
  /** The last camera of this frame has ended. */
  cameraClosed(): void;
  onElsewhere(claim: CameraElsewhere): void;
  onGone(message: CameraGone): void;
  /** Pauses or resumes the call, from whichever frame. */
  setPaused(paused: boolean): void;
}

export interface TabFramesParts {
  /** Of this frame, for as long as its page lives. */
  readonly frameId: string;
  now(): number;
  tell(message: ToBackground): void;
  /** Null while EmojiGen is off here. */
  session(): CallSession | null;
  readonly pause: Pick<CallPause, 'set' | 'own'>;
  /** This frame is no longer the analysed one. */
  onBeaten(): void;
}

export function createTabFrames({ frameId, now, tell, session, pause, onBeaten }: TabFramesParts): TabFrames {
  const claims = createCameraClaims(frameId, now);
  return {
    cameraOpened: () => tell({ to: 'background', type: 'camera-here', ...claims.claim() }),
    cameraClosed() {
      if (!session()?.isElsewhere) tell({ to: 'background', type: 'camera-gone', frameId });
    },
    onElsewhere(claim) {
      if (!claims.isBeatenBy(claim)) return;
      // The frame that takes over may be a new one.
      if (pause.own) tell({ to: 'background', type: 'call-paused', paused: true });
      const own = session();
      if (own === null) return;
      own.cameraElsewhere();
      onBeaten();
    },
    onGone(message) {
      if (message.frameId !== frameId) session()?.cameraFree();
    },
    setPaused(paused) {
      pause.set(paused);
      tell({ to: 'background', type: 'call-paused', paused });
    },
  };
}
