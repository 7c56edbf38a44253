import {
  createDetector,
  type FaceLandmarksDetector,
  SupportedModels,
} from '@tensorflow-models/face-landmarks-detection';
import { i420ToRgb } from '../../shared/pixels/rgb';
import type { Landmark, Rect } from '../../shared/types';
import { WORDS } from '../../shared/words/inference';
import { createDetectionSchedule } from '../face/detection-schedule';
import { cropSquare, type FaceSquare, MESH_SIDE, squareAround, toPicture } from '../face/mesh-crop';
import * as tf from './tf';

export const MOST_FACES = 4;
/** Least score at which the mesh network sees a face (the landmark package's own threshold). */
const FACE_SCORE = 0.5;

/** The two graphs: paths in the extension, handlers in evaluation. */
export interface FaceFiles {
  readonly detector: string | tf.io.IOHandler;
  readonly mesh: string | tf.io.IOHandler;
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
}

/** Finds up to four faces with 468 landmarks each. */
export interface FaceModel {
  /** @returns landmarks of each face in picture pixels */
  find(picture: FacePicture): Promise<Landmark[][]>;
  /** Runs both networks once, so that the first real picture is not slower than the others. */
  warmUp(): Promise<void>;
  dispose(): void;
}

/** @throws Error in plain words if a file is missing or damaged */
export async function loadFaceModel(files: FaceFiles): Promise<FaceModel> {
  let detector: FaceLandmarksDetector;
  try {
    detector = await createDetector(SupportedModels.MediaPipeFaceMesh, {
      runtime: 'tfjs',
      refineLandmarks: false,
      maxFaces: MOST_FACES,
      detectorModelUrl: files.detector,
      landmarkModelUrl: files.mesh,
    });
  } catch (cause) {
    throw new Error(WORDS.faceDamaged, {
      cause,
    });
  }
  // The package runs its detector on every frame until it tracks `maxFaces` faces. With one person that doubles the work,
  // so `maxFaces` is the number of tracked faces between detections.
  const inner = detector as unknown as {
    maxFaces: number;
    landmarkModel: tf.GraphModel;
    prevFaceRectsFromLandmarks: FaceSquare[] | null;
  };
  const meshInput = new Float32Array(MESH_SIDE * MESH_SIDE * 3);
  const following = createDetectionSchedule();

  /**
   * The usual case of one tracked face: the package's own steps, but only the square around the face is converted and
   * uploaded.
   */
  async function follow(picture: FacePicture, square: FaceSquare): Promise<Landmark[][]> {
    cropSquare(picture, square, meshInput);
    const input = tf.tensor4d(meshInput, [1, MESH_SIDE, MESH_SIDE, 3]);
    const outputs = inner.landmarkModel.execute(input, ['output_faceflag', 'output_mesh']) as tf.Tensor[];
    try {
      const [[score], points] = await Promise.all([outputs[0]!.data(), outputs[1]!.data()]);
      if (score! < FACE_SCORE) {
        inner.prevFaceRectsFromLandmarks = [];
        return [];
      }
      const landmarks = toPicture(points, square, picture);
      inner.prevFaceRectsFromLandmarks = [squareAround(landmarks, picture)];
      return [landmarks];
    } finally {
      tf.dispose([input, outputs]);
    }
  }

  const largest = (squares: readonly FaceSquare[]): FaceSquare =>
    squares.reduce((best, each) => (each.width > best.width ? each : best));

  /** @param followed squares in fractions of this picture */
  async function findOrFollow(
    picture: FacePicture,
    followed: readonly FaceSquare[],
    detects: boolean,
  ): Promise<Landmark[][]> {
    if (!detects && followed.length === 1) return follow(picture, followed[0]!);
    inner.maxFaces = detects ? MOST_FACES : Math.max(followed.length, 1);
    inner.prevFaceRectsFromLandmarks = followed.length > 0 ? [...followed] : null;
    const input = tf.tensor3d(i420ToRgb(picture), [picture.height, picture.width, 3]);
    try {
      const faces = await detector.estimateFaces(input, { flipHorizontal: false });
      // The mesh can track faces that the detector misses: turned, tilted and dark ones.
      if (faces.length === 0 && followed.length > 0) return follow(picture, largest(followed));
      return faces.slice(0, MOST_FACES).map((face) => face.keypoints.map(({ x, y, z = 0 }) => ({ x, y, z })));
    } finally {
      input.dispose();
    }
  }

  const model: FaceModel = {
    async find(picture) {
      const { followed, detects } = following.before(picture);
      const faces = await findOrFollow(picture, followed, detects);
      following.after(picture, inner.prevFaceRectsFromLandmarks ?? []);
      return faces;
    },
    async warmUp() {
      const side = 128;
      const data = new Uint8Array((side * side * 3) / 2).fill(128);
      await model.find({ width: side, height: side, data, time: 0, trackingKey: 'warm-up' });
      // A gray picture has no face, so the mesh has not run yet.
      const outputs = tf.tidy(() =>
        inner.landmarkModel.execute(tf.zeros([1, 192, 192, 3]), ['output_faceflag', 'output_mesh']),
      );
      try {
        await (outputs as tf.Tensor[])[1]!.data();
      } finally {
        tf.dispose(outputs);
      }
    },
    dispose: () => detector.dispose(),
  };
  return model;
}
