/**
 * Makes minutes of "video" from still faces: pure and repeatable. Every stretch is one face of an expression,
 * moved and lit a little differently in each frame; with dim light, sensor noise, lost faces, single frames of
 * somebody else, two people swapping, and short open mouths as in speaking.
 */
import { EXPRESSIONS, type Expression, type FaceGeometry } from '../../src/shared/types';
import type { TrueSpan } from './clip-figures';

export interface StressFrame {
  /** Seconds. */
  readonly t: number;
  /** Index of the face, or null where the detector found none. */
  readonly face: number | null;
  readonly track: number;
  /** As the mesh would measure it: what the expression moves, and a little tremor. */
  readonly geometry: FaceGeometry;
  readonly shift: { readonly x: number; readonly y: number };
  readonly gain: number;
  /** Standard deviation, gray levels. */
  readonly noise: number;
}

export interface StressSequence {
  readonly frames: readonly StressFrame[];
  readonly truth: readonly TrueSpan[];
}

/** A small generator of random numbers 0..1 (mulberry32): the same seed gives the same sequences everywhere. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const CALM: FaceGeometry = {
  ...{ browHeight: 0.45, eyeOpening: 0.3, mouthOpening: 0 },
  ...{ mouthWidth: 0.8, jawOpening: 1.1, mouthToEye: 1.12 },
};

/** What an expression moves, by how strongly (0..1) it is shown. */
function geometryOf(expression: Expression, by: number): FaceGeometry {
  if (expression === 'happy') return { ...CALM, mouthToEye: CALM.mouthToEye * (0.96 - 0.06 * by) };
  if (expression !== 'surprised') return CALM;
  return {
    ...CALM,
    browHeight: CALM.browHeight * (1.08 + 0.2 * by),
    eyeOpening: CALM.eyeOpening * (1.08 + 0.15 * by),
    jawOpening: CALM.jawOpening * (1.08 + 0.15 * by),
  };
}

/** An open mouth as in speaking: nothing else moves. */
const OPEN: FaceGeometry = { ...CALM, jawOpening: CALM.jawOpening * 1.1, mouthOpening: 0.15 };

/** Measures tremble by up to 2 %. */
function trembling(geometry: FaceGeometry, random: () => number): FaceGeometry {
  const at = (value: number): number => value * (0.98 + 0.04 * random());
  return {
    browHeight: at(geometry.browHeight),
    eyeOpening: at(geometry.eyeOpening),
    mouthOpening: at(geometry.mouthOpening),
    mouthWidth: at(geometry.mouthWidth),
    jawOpening: at(geometry.jawOpening),
    mouthToEye: at(geometry.mouthToEye),
  };
}

/** @param faces indices of the faces of each expression */
export function stressSequence(
  faces: Readonly<Record<Expression, readonly number[]>>,
  seconds: number,
  fps: number,
  seed: number,
): StressSequence {
  // Two generators, so that the story is the same at every frame rate.
  const story = randomNumbers(seed);
  const detail = randomNumbers(seed + 1_000_003);
  const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!;
  const dim = story() < 0.3 ? 0.35 : 1;
  const truth: TrueSpan[] = [];
  const scenes: { end: number; face: number; track: number; geometry: FaceGeometry }[] = [];
  let track = 1;
  let end = 0;
  while (end < seconds) {
    const calm = scenes.length % 2 === 0;
    const expression = calm
      ? 'neutral'
      : pick(['happy', 'happy', 'surprised', 'sad', 'angry'] as const, story);
    const start = end;
    end += calm ? 4 + 6 * story() : 1.5 + 2.5 * story();
    if (calm && start > 0 && story() < 0.1) track += 1;
    truth.push({ start, end, expression });
    const face = pick(faces[expression], story);
    const geometry = geometryOf(expression, story());
    let at = start;
    while (calm && at + 1.5 < end && story() < 0.5) {
      // Speaking: for a moment the mouth is open and the brows rest.
      at += 0.6 + story();
      scenes.push({ end: at, face, track, geometry });
      at += 0.15 + 0.5 * story();
      scenes.push({ end: Math.min(at, end), face: pick(faces.surprised, story), track, geometry: OPEN });
    }
    scenes.push({ end, face, track, geometry });
  }
  const frames: StressFrame[] = [];
  for (let n = 0; n / fps < seconds; n++) {
    const t = n / fps;
    const scene = scenes.find((s) => t < s.end)!;
    const lost = detail() < 0.05;
    const foreign = detail() < 0.03;
    const face = foreign ? pick(faces[pick(EXPRESSIONS, detail)], detail) : scene.face;
    frames.push({
      t,
      face: lost ? null : face,
      track: scene.track,
      geometry: trembling(scene.geometry, detail),
      shift: { x: 3 * detail() - 1.5, y: 3 * detail() - 1.5 },
      gain: dim * (0.9 + 0.2 * detail()),
      noise: 4 + 8 * detail(),
    });
  }
  return { frames, truth };
}
