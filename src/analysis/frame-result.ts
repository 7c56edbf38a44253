/** What the analysis of one frame gives, and what a full-frame check changes in it. */

import { fractionOfPicture } from '../shared/rect';
import type { Measured } from '../shared/settings/baseline-sample';
import type {
  Face,
  FaceReading,
  Frame,
  Probabilities,
  Reaction,
  Reading,
  RegionOfInterest,
  Span,
} from '../shared/types';
import { alignFace } from './face/align';
import type { RoiNeeds } from './face/roi-chooser';
import type { Plane } from './preprocess/gray';

/** The result of one analysed frame. */
export interface FrameResult {
  readonly reading: Reading;
  readonly reaction: Reaction | null;
  readonly spans: readonly Span[];
  /** The unfinished span, so that it can be saved if the worker that builds it dies. */
  readonly open?: Span | null;
  /** The region of interest to send next, at higher resolution; null for the whole picture. */
  readonly region: RegionOfInterest | null;
  /** The user's face as the network saw it, before calibration; null if it cannot be read. */
  readonly measured?: Measured | null;
  /** Next frame is an extra full-frame check; the schedule does not move. */
  readonly around?: true;
  /** One for each face of the reading, only if `Purpose.debug` asked for it. */
  readonly debug?: readonly FaceDebug[];
}

/** What the result is used for. */
export interface Purpose extends RoiNeeds {
  /** Adds the details that the try-it page shows, and reads every face. */
  readonly debug?: boolean;
  /** A character follows the user's face. */
  readonly rig?: boolean;
  /** A photograph: its quality is told at once, and its expressions are weighed as one's. */
  readonly still?: boolean;
}

/** The intermediate results for one face. */
export interface FaceDebug {
  /** x and y of each landmark in turn, as fractions (0..1) of the whole camera picture. */
  readonly landmarks: Float32Array;
  /** The face as the expression network sees it. */
  readonly input: Plane;
}

/** The last frame in which the user's face was read. */
export interface LastSeen {
  readonly own: Face;
  readonly analysis: FrameResult;
}

/** Updates other faces only; the user's state is unchanged. */
export function withOtherFaces(
  { analysis: { reading, open = null } }: LastSeen,
  faces: readonly Face[],
  frame: Frame,
  next: Pick<FrameResult, 'region' | 'around'>,
  took: number,
): FrameResult {
  const known = reading.faces[0]?.probabilities ?? null;
  // Of an older picture: said again with a new time, it would look as if the face stood still.
  const { rig: _, ...rest } = reading;
  return {
    reading: {
      ...rest,
      time: frame.time,
      faces: faces.map((face, i) => readingOf(face, i === 0 ? known : null, frame)),
      took: { face: took, emotion: 0, total: took },
    },
    reaction: null,
    spans: [],
    open,
    measured: null,
    ...next,
  };
}

/** The reading of one face. @param probabilities null if its expression was not read */
export function readingOf(
  { track, box, landmarks }: Face,
  probabilities: Probabilities | null,
  frame: Frame,
): FaceReading {
  return { track, box: fractionOfPicture(box, frame), roll: alignFace(landmarks).roll, probabilities };
}
