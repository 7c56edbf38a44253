import type { Quality, QualityReason } from '../../shared/types';
import type { CropFigures } from '../face/crop-figures';
import type { HeadPose } from '../face/pose';

/** What is judged about the user's face in one frame. */
export interface FaceView extends HeadPose, CropFigures {
  /** Across the face, in camera pixels. */
  readonly width: number;
  /** How sure the mesh network is of a whole face, 0..1. */
  readonly certainty: number;
}

/**
 * Where a face can no longer be read, with generous margins: docs/quality.md has the measurements behind each.
 * Luma counts from 16 to 235, as cameras deliver it.
 */
const LIMITS = {
  /** Camera pixels across the face. */
  width: 40,
  /** Degrees to either side, up and down; faces that look straight ahead measure slightly down. */
  yaw: 38,
  up: 32,
  down: 42,
  mean: 30,
  /** Standard deviation of the luma: less is a silhouette, or fog. */
  contrast: 6,
  /** Share of white pixels. */
  saturated: 0.35,
  certainty: 0.99,
  sharpness: 0.02,
  /** Below this, it is blur that makes the mesh network doubt. */
  soft: 0.055,
} as const;

/** A view must stay bad, or good again, for this long to count: a glance away is nothing to tell. Milliseconds. */
export const LASTING = 500;
/** After a gap this long the view is judged from scratch. Milliseconds. */
const GAP = 2000;

const GOOD: Quality = { ok: true };

/** Why this one frame cannot be read, or null. What helps most comes first: light before sharpness. */
export function flawOf(view: FaceView): QualityReason | null {
  if (view.width < LIMITS.width) return 'small';
  if (Math.abs(view.yaw) > LIMITS.yaw || view.pitch > LIMITS.up || view.pitch < -LIMITS.down) return 'turned';
  if (view.mean < LIMITS.mean) return 'dark';
  if (view.saturated > LIMITS.saturated) return 'bright';
  if (view.contrast < LIMITS.contrast) return view.mean < 128 ? 'dark' : 'bright';
  if (view.sharpness < LIMITS.sharpness) return 'blurred';
  if (view.certainty >= LIMITS.certainty) return null;
  return view.sharpness < LIMITS.soft ? 'blurred' : 'covered';
}

/** What to tell about a face in a single picture, where nothing can last. @param view null if no face was found */
export function qualityOfStill(view: FaceView | null): Quality {
  const flaw = view && flawOf(view);
  return flaw === null ? GOOD : { ok: false, reason: flaw };
}

/** The gate's result after one more frame. */
export interface GateState {
  /** The message for the user: changes only when something has lasted. */
  readonly quality: Quality;
  /** Whether this frame may count as evidence. */
  readonly usable: boolean;
}

/** Whether the user's face can be seen well enough to be read. Time is an argument. */
export interface QualityGate {
  /**
   * @param view the user's face, or null if none was found
   * @param time capture time in milliseconds; frames from the past change nothing
   */
  update(view: FaceView | null, time: number): GateState;
  /** A different camera picture: earlier frames no longer count. */
  reset(): void;
}

export function createQualityGate(): QualityGate {
  let quality: Quality = GOOD;
  /** Since when the frames contradict `quality`; null while they do not. */
  let since: number | null = null;
  let last = Number.NEGATIVE_INFINITY;

  function reset(): void {
    quality = GOOD;
    since = null;
  }

  return {
    update(view, time) {
      if (!Number.isFinite(time)) return { quality, usable: false };
      if (Math.abs(time - last) > GAP) reset();
      else if (time <= last) return { quality, usable: false };
      last = time;
      // Garbage is no evidence, and nothing to tell the user about either.
      if (view === null || !Object.values(view).every(Number.isFinite)) return { quality, usable: false };
      const flaw = flawOf(view);
      if ((flaw === null) === quality.ok) {
        since = null;
        // Bad for another reason now: no news that has to wait.
        if (flaw !== null && !quality.ok && quality.reason !== flaw) quality = { ok: false, reason: flaw };
      } else {
        since ??= time;
        if (time - since >= LASTING) {
          quality = flaw === null ? GOOD : { ok: false, reason: flaw };
          since = null;
        }
      }
      return { quality, usable: quality.ok && flaw === null };
    },
    reset() {
      reset();
      last = Number.NEGATIVE_INFINITY;
    },
  };
}
