import type { Landmark, Rect } from '../../shared/types';
import { WORDS } from '../../shared/words/inference';
import { DETECTOR_SIDE, detectedSquares, detectorInput, withTracked } from '../face/detect-faces';
import { createDetectionSchedule } from '../face/detection-schedule';
import { type FaceSquare, MESH_SIDE, squareAround, toPicture } from '../face/mesh-crop';
import { loadWithEngine } from './engine';
import { createCropper } from './engine/sampling';
import type { LoadNetwork, Network, NetworkFiles, NetworkRun } from './network';

export const MOST_FACES = 4;
/** A look around that has time takes this share of the detector's work in a picture. */
const LOOK_SHARE = 1 / 2;
/** Least score at which the mesh network sees a face. */
const FACE_SCORE = 0.5;

export interface FaceFiles {
  readonly detector: NetworkFiles;
  readonly mesh: NetworkFiles;
}

/** A picture to search, and which sequence of frames it continues. */
export interface FacePicture {
  readonly width: number;
  readonly height: number;
  /** I420. */
  readonly data: Uint8Array;
  readonly time: number;
  /** Faces are tracked from frame to frame only under one key (same call, same view). */
  readonly trackingKey: string;
  /** The part of the view that it shows, in fractions (0..1) of it; missing if it shows all of it. */
  readonly part?: Rect;
  /** Everybody must be found at once: a mask covers them. */
  readonly everyone?: boolean;
  /** No other picture of this view follows soon: the detector must not take its time. */
  readonly atOnce?: boolean;
}

/** Finds up to four faces with 468 landmarks each. */
export interface FaceModel {
  /** @returns landmarks of each face in picture pixels */
  find(picture: FacePicture): Promise<Landmark[][]>;
  /** Whether somebody new may be in a view, so that its next picture should show all of it. */
  seeks(trackingKey: string): boolean;
  /**
   * How sure the mesh network is that it sees a whole face, upright or rolled, 0..1: what a hand or a mask covers lowers it.
   * @param landmarks as `find` gave them
   */
  certainty(landmarks: readonly Landmark[]): number;
  /** Runs both networks once, so that the first real picture is not slower than the others. */
  warmUp(): Promise<void>;
  dispose(): void;
}

/** @throws Error in plain words if a file is missing or damaged */
export async function loadFaceModel(
  files: FaceFiles,
  load: LoadNetwork = loadWithEngine,
): Promise<FaceModel> {
  const [detector, mesh] = await Promise.all([
    loadFaceNetwork(load, files.detector, ['scores', 'boxes']),
    loadFaceNetwork(load, files.mesh, ['output_faceflag', 'output_mesh']),
  ]);
  const detectorPicture = new Float32Array(DETECTOR_SIDE * DETECTOR_SIDE * 3);
  const crop = createCropper();
  const following = createDetectionSchedule();
  const scores = new WeakMap<readonly Landmark[], number>();

  /** The landmarks in a square; null if the network sees no face there. */
  async function landmarksIn(picture: FacePicture, square: FaceSquare): Promise<Landmark[] | null> {
    const [[score], points] = (await mesh.run(crop(picture, square))) as [Float32Array, Float32Array];
    if (score! < FACE_SCORE) return null;
    const landmarks = toPicture(points, square, picture);
    scores.set(landmarks, score!);
    return landmarks;
  }

  /** A look around that is spread over some pictures, at one of this size. */
  let looking: (Pick<FacePicture, 'trackingKey' | 'width' | 'height'> & { readonly run: NetworkRun }) | null =
    null;

  function lookOn(trackingKey: string): void {
    if (looking?.trackingKey !== trackingKey) return;
    const answer = looking.run.proceed(LOOK_SHARE);
    if (answer === null) return;
    const [likely, boxes] = answer as [Float32Array, Float32Array];
    following.detected(trackingKey, detectedSquares(likely, boxes, looking, MOST_FACES));
    looking = null;
  }

  /** @param tracked squares in fractions of this picture */
  async function squaresOf(
    picture: FacePicture,
    tracked: readonly FaceSquare[],
    detects: 'now' | 'soon' | null,
  ): Promise<readonly FaceSquare[]> {
    if (detects === null) {
      lookOn(picture.trackingKey);
      return tracked;
    }
    detectorInput(picture, detectorPicture);
    const { trackingKey, width, height } = picture;
    const run = detects === 'soon' ? detector.begin?.(detectorPicture) : undefined;
    looking = run ? { trackingKey, width, height, run } : null;
    if (looking) return tracked;
    const [likely, boxes] = (await detector.run(detectorPicture)) as [Float32Array, Float32Array];
    const detected = detectedSquares(likely, boxes, picture, MOST_FACES);
    // The mesh can track faces that the detector misses: turned, tilted and dark ones.
    if (detected.length === 0) return tracked.length > 0 ? [largest(tracked)] : [];
    return withTracked(detected, tracked);
  }

  const model: FaceModel = {
    async find(picture) {
      const { followed, detects } = following.before(picture);
      const faces: Landmark[][] = [];
      for (const square of await squaresOf(picture, followed, detects)) {
        const landmarks = await landmarksIn(picture, square);
        if (landmarks) faces.push(landmarks);
      }
      following.after(
        picture,
        faces.map((landmarks) => squareAround(landmarks, picture)),
      );
      return faces.slice(0, MOST_FACES);
    },
    seeks: following.seeks,
    certainty: (landmarks) => scores.get(landmarks) ?? 0,
    async warmUp() {
      await detector.run(detectorPicture);
      await mesh.run(new Float32Array(MESH_SIDE * MESH_SIDE * 3));
    },
    dispose() {
      detector.dispose();
      mesh.dispose();
    },
  };
  return model;
}

const largest = (squares: readonly FaceSquare[]): FaceSquare =>
  squares.reduce((best, each) => (each.width > best.width ? each : best));

async function loadFaceNetwork(
  load: LoadNetwork,
  files: NetworkFiles,
  outputs: readonly string[],
): Promise<Network> {
  try {
    const [weights, json] = await Promise.all([files.weights(), files.model()]);
    return await load(json, weights, outputs);
  } catch (cause) {
    throw new Error(WORDS.faceDamaged, { cause });
  }
}
