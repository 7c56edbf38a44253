import type { Baseline } from '../../shared/settings/baseline';
import type { CalibrationFrame } from './steps';

export interface CameraEvents {
  /** The networks are loaded and frames arrive. */
  onFrame(frame: CalibrationFrame): void;
  /** The calibration cannot continue; `message` is for the user. */
  onError(message: string): void;
}

/** The user's camera, analysed on this device. */
export interface Camera {
  readonly stream: MediaStream;
  /** Switches the camera off and frees the networks. */
  close(): void;
}

/** Everything that the calibration page needs from the browser. Rejections carry a message in plain words. */
export interface CalibrateApi {
  stored(): Promise<Baseline | null>;
  /** Null deletes it. */
  save(baseline: Baseline | null): Promise<void>;
  openCamera(events: CameraEvents): Promise<Camera>;
  /** Milliseconds since the epoch. */
  now(): number;
  emojiUrl(codePoints: string): string;
}
