/** The analysis pipeline: frame → faces → aligned crops → probabilities → temporal filter → reaction. */

import { chooseEmoji } from '../shared/emoji/choose';
import { fractionOfView } from '../shared/rect';
import type { Baseline } from '../shared/settings/baseline';
import type { Face, Frame, Landmark, Reaction, Span } from '../shared/types';
import { alignFace } from './face/align';
import { cropFigures } from './face/crop-figures';
import { extractFace } from './face/extract';
import { ownAndOthers } from './face/full-frame-check';
import { faceGeometry } from './face/geometry';
import { headPose } from './face/pose';
import { createRoiChooser } from './face/roi-chooser';
import { createFaceTracker } from './face/track-faces';
import {
  type FaceDebug,
  type FrameResult,
  type LastSeen,
  type Purpose,
  readingOf,
  withOtherFaces,
} from './frame-result';
import type { EmotionModel } from './networks/emotion-model';
import type { FaceModel } from './networks/face-model';
import { preprocess } from './preprocess';
import { lumaOf, type Plane, toFullRange } from './preprocess/gray';
import { createRig } from './rig';
import { createTemporalFilter, FORGET_AFTER, type TemporalFilter, type TemporalState } from './temporal';
import { adapt, ownFaceOf, shiftOf } from './temporal/baseline';
import { createGrowth } from './temporal/growth';
import { createIntensityMeter } from './temporal/intensity';
import { DEFAULT_POLICY, type ReactionPolicy } from './temporal/policy';
import { createQualityGate, type FaceView, qualityOfStill } from './temporal/quality';

export interface Models {
  readonly faces: FaceModel;
  readonly emotion: EmotionModel;
}

/** Analyses the frames of one call, in order. Models are shared; what is remembered belongs to the call. */
export interface Pipeline {
  analyse(frame: Frame, purpose?: Purpose): Promise<FrameResult>;
  /** The user cancels the coming reaction. */
  cancel(): void;
  /** The camera went off or the call ended: the spans that this ends. */
  flush(): readonly Span[];
}

/**
 * @param name tells this call's frames from those of other calls
 * @param now milliseconds, for measuring only
 * @param baseline the user's own face, where it was calibrated
 * @param policy what the user chose about reactions
 */
export function createPipeline(
  name: string,
  models: Models,
  now: () => number,
  given?: TemporalFilter,
  baseline: () => Baseline | null = () => null,
  policy: () => ReactionPolicy = () => DEFAULT_POLICY,
): Pipeline {
  const tracker = createFaceTracker(FORGET_AFTER);
  const regions = createRoiChooser();
  const intensity = createIntensityMeter();
  const growth = createGrowth();

  /** The call tab applies the user's own emoji later: here only the intensity is known. */
  function reactionOf(state: TemporalState, time: number): Reaction | null {
    const { expression, confidence, fires } = state;
    const strength = expression === null ? 'slight' : intensity.read(expression, confidence);
    if (fires) growth.begin({ expression: fires, time }, strength);
    const grown = fires ? null : growth.update(expression, strength, time);
    const shown = fires ?? grown?.expression;
    if (!shown) return null;
    const { slot, emoji } = chooseEmoji(shown, { intensity: strength, probabilities: intensity.mean });
    return {
      ...{ time: grown?.time ?? time, expression: shown, confidence, emoji },
      ...(slot !== null && { slot }),
      ...(state.asks && { asks: true }),
      ...(grown && { grew: true }),
    };
  }
  const gate = createQualityGate();
  const rig = createRig();
  /** The last frame in which the user's face was read. */
  let last: LastSeen | null = null;
  const temporal = given ?? createTemporalFilter(policy, () => ownFaceOf(baseline()));

  function debugOf({ landmarks }: Face, crop: Plane, { sourceWidth, sourceHeight }: Frame): FaceDebug {
    return {
      landmarks: Float32Array.from(landmarks.flatMap(({ x, y }) => [x / sourceWidth, y / sourceHeight])),
      input: preprocess(toFullRange(crop), models.emotion.card.preprocess),
    };
  }

  return {
    async analyse(frame, purpose = {}) {
      const { debug = false, rig: wantsRig = false, still = false } = purpose;
      const began = now();
      const { region: shown } = frame;
      const view = regions.viewOf(frame);
      const isAround = regions.isFullFrameCheck(frame);
      const trackingKey = `${name} ${view.x},${view.y},${view.width},${view.height}`;
      const { everyone = false } = purpose;
      const meshes = await models.faces.find({
        ...{ ...frame, trackingKey, everyone, atOnce: isAround || still },
        ...fractionOfView(view, shown),
      });
      const scale = shown.width / frame.width;
      const inCamera = meshes.map((mesh) =>
        mesh.map((p) => ({ x: shown.x + p.x * scale, y: shown.y + p.y * scale, z: p.z * scale })),
      );
      const certainties = new Map<readonly Landmark[], number>(
        inCamera.map((face, i) => [face, models.faces.certainty(meshes[i]!)]),
      );
      const source = { width: frame.sourceWidth, height: frame.sourceHeight };
      const beside = isAround && last ? ownAndOthers(last.own, inCamera) : null;
      const faces = tracker.update(beside ?? inCamera, frame.time, source);
      const region = (): Pick<FrameResult, 'region' | 'around'> => {
        const next = regions.next(
          faces.map(({ box }) => box),
          frame,
          { ...purpose, whole: models.faces.seeks(trackingKey) },
        );
        return { region: next, ...(regions.wantsFullFrameCheck && { around: true }) };
      };
      const found = now();
      if (beside && last) return withOtherFaces(last, faces, frame, region(), found - began);

      const picture = { width: frame.width, height: frame.height, luma: lumaOf(frame) };
      // Whoever else is in the picture is found, so that a mask can cover them, and not read.
      const read = debug ? faces : faces.slice(0, 1);
      const crops = read.map((face) => {
        const { centre, side, roll } = alignFace(face.landmarks);
        const inFrame = { x: (centre.x - shown.x) / scale, y: (centre.y - shown.y) / scale };
        return extractFace(
          picture,
          { centre: inFrame, side: side / scale, roll },
          models.emotion.card.inputSize,
        );
      });
      const probabilities = await models.emotion.predict(
        crops.map(toFullRange),
        still ? 'photograph' : 'call',
      );
      const ended = now();

      const own = faces[0];
      const adapted = own && adapt(probabilities[0]!, shiftOf(baseline()));
      const readings = faces.map((face, i) =>
        readingOf(face, (i ? probabilities[i] : adapted) ?? null, frame),
      );
      const followed = wantsRig && own ? rig.update(own.landmarks, frame.time, own.track) : null;
      const geometry = own && faceGeometry(own.landmarks);
      const shownFace = own ? faceView(own, crops[0]!, certainties.get(own.landmarks) ?? 0) : null;
      const seen = own && { ...readings[0]!, probabilities: probabilities[0]!, ...geometry!, ...shownFace! };
      const gated = gate.update(shownFace, frame.time);
      const quality = still ? qualityOfStill(shownFace) : gated.quality;
      const usable = gated.usable && quality.ok;
      // A stand-in's expression while the user is away is not the user's.
      const counts = usable && tracker.isUser;
      const state = temporal.update(counts && seen ? { ...seen, voice: frame.voice } : null, frame.time);
      const { expression, confidence, dwell } = state;
      intensity.update(counts && seen ? seen : null, state.calm ?? null, frame.time);
      const analysis: FrameResult = {
        reading: {
          time: frame.time,
          faces: readings,
          expression,
          confidence,
          ...(state.episode && { phase: state.episode.phase }),
          dwell,
          quality,
          ...(followed && { rig: followed }),
          took: { face: found - began, emotion: ended - found, total: now() - began },
        },
        reaction: reactionOf(state, frame.time),
        spans: state.spans,
        open: state.open ?? null,
        ...region(),
        measured: counts && geometry ? { probabilities: probabilities[0]!, geometry } : null,
        ...(debug && { debug: faces.map((face, i) => debugOf(face, crops[i]!, frame)) }),
      };
      last = own ? { own, analysis } : null;
      return analysis;
    },
    cancel: temporal.dismiss,
    flush() {
      tracker.reset();
      regions.reset();
      gate.reset();
      rig.reset();
      last = null;
      return temporal.flush();
    },
  };
}

/** What the quality gate judges, from the crop as it is before it is normalised. */
function faceView(face: Face, crop: Plane, certainty: number): FaceView {
  return { width: face.box.width, certainty, ...headPose(face.landmarks), ...cropFigures(crop) };
}
