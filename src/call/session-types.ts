/** What a call session offers, and what it needs of its surroundings. */

import type { FrameSource } from '../shared/frames/frame-source';
import type { CallSnapshot } from '../shared/messages/background';
import type { CallState, Reading, WrongMark } from '../shared/types';
import type { FrameLink, FrameLinkEvents } from './edges/frame-link';
import type { Paused } from './pause';
import type { ReactionEdges } from './reactions/reactions';

export interface CallSession {
  /** Whether this frame of the page is the one whose camera is analysed. */
  readonly hasCamera: boolean;
  /** Another frame of the tab has taken over. */
  readonly isElsewhere: boolean;
  /** Whether this frame of the page holds an open camera now, and no other has taken over. */
  readonly cameraLive: boolean;
  cameraOpened(track: MediaStreamTrack): void;
  /** Another frame of the tab takes over, until a camera is opened or switched on here again. */
  cameraElsewhere(): void;
  /** The frame that had taken over has no camera any more: this one goes on if it has. */
  cameraFree(): void;
  setPaused(paused: Paused): void;
  /** The user says that the reaction of this moment was wrong. */
  markWrong(time: number): void;
  /** The user shares the screen, and wants nothing read meanwhile. */
  setPresenting(presenting: boolean): void;
  /** The page says that its camera is off, whatever its track says. */
  setCameraMuted(muted: boolean): void;
  retry(): void;
  /** The user's yes: sends what is asked about, or else the expression that is on. */
  sendNow(): void;
  /** The user's no, to what is asked about and to what is on its way. */
  cancel(): void;
  snapshot(): CallSnapshot;
  dispose(): void;
}

export interface CallSessionEdges extends ReactionEdges {
  openLink(events: FrameLinkEvents): FrameLink;
  createSource(track: MediaStreamTrack): FrameSource;
  onState(state: CallState): void;
  /** A camera was opened or switched on here: other frames of the tab should let go. */
  onCamera(): void;
  /** The last camera of this frame has ended. */
  onCameraClosed?(): void;
  onReading(reading: Reading, camera: MediaStreamTrack): void;
  /** Whether timers run here as they should, not a second late as in a hidden tab; otherwise the analysis asks for each picture. */
  canWait?(): boolean;
  /** Level of the user's own microphone, 0..1; undefined where it is not known. */
  voice?(): number | undefined;
  /** A reaction was marked as wrong while no analysis is connected that could be told. */
  onWrong?(mark: WrongMark): void;
  /** The extension is gone. */
  onOrphaned(): void;
}
