/** What the analysis of one frame gives, and what a look around changes in it. */

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
import { fractionOfPicture } from './face/fractions';
import type { RoiNeeds } from './face/roi-chooser';
import type { Plane } from './preprocess/gray';

/** Everything one frame gives. */
export interface FrameResult {
  readonly reading: Reading;
  readonly reaction: Reaction | null;
  readonly spans: readonly Span[];
  /** The span that is going on, so that it can be kept if whoever builds it dies. */
  readonly open?: Span | null;
  /** The part of the camera picture to send next at higher resolution; null for all of it. */
  readonly region: RegionOfInterest | null;
  /** The user's face as the network saw it, before adaptation; null where it cannot be read. */
  readonly measured?: Measured | null;
  /** The frame to send next is one besides the others, which are to come when they would: a look around. */
  readonly around?: true;
  /** One for each face of the reading, only where it was asked for. */
  readonly debug?: readonly FaceDebug[];
}

/** What an answer is for. */
export interface Purpose extends RoiNeeds {
  /** Says how the answer came about and reads every face, which only the try-it page shows. */
  readonly debug?: boolean;
}

/** How a face's answer came about. */
export interface FaceDebug {
  /** x and y of each landmark in turn, in fractions (0..1) of the whole camera picture. */
  readonly landmarks: Float32Array;
  /** The face as the expression network sees it. */
  readonly input: Plane;
}

/** A frame in which the user's face was read. */
export interface LastSeen {
  readonly own: Face;
  readonly analysis: FrameResult;
}

/** A look around says who else is there; what is known of the user stays as it is. */
export function withOtherFaces(
  { analysis: { reading, open = null } }: LastSeen,
  faces: readonly Face[],
  frame: Frame,
  next: Pick<FrameResult, 'region' | 'around'>,
  took: number,
): FrameResult {
  const known = reading.faces[0]?.probabilities ?? null;
  return {
    reading: {
      ...reading,
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

/** What is told of one face. @param probabilities null where its expression was not read */
export function readingOf(
  { track, box, landmarks }: Face,
  probabilities: Probabilities | null,
  frame: Frame,
): FaceReading {
  return { track, box: fractionOfPicture(box, frame), roll: alignFace(landmarks).roll, probabilities };
}
