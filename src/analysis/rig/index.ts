/** The rig: from the mesh of one face to the coefficients that a character follows. Pure: time is an argument. */
import type { Coefficients, HeadAngles, Shapes } from '../../shared/avatar/coefficients';
import { createOneEuro, type OneEuro, type OneEuroOptions } from '../../shared/avatar/one-euro';
import type { Landmark } from '../../shared/types';
import { createCalmFace } from './calm';
import { type Measure, type Measures, measure, RIG_MEASURES } from './measures';

export interface Rig {
  /**
   * @param landmarks 468 points of the face mesh
   * @param time milliseconds
   * @param track tells one face from another: another one has another calm face
   * @returns null if the landmarks are no face
   */
  update(landmarks: readonly Landmark[], time: number, track: number): Coefficients | null;
  reset(): void;
}

/** Chosen with `npm run eval:avatar`: no tremor at rest, little lag in speech and turns. */
const FOR_CORNERS: OneEuroOptions = { minCutoff: 4, beta: 14, dCutoff: 2 };
const FOR_BROWS: OneEuroOptions = { minCutoff: 3, beta: 14, dCutoff: 2 };
const FOR_LIPS: OneEuroOptions = { minCutoff: 2.2, beta: 14, dCutoff: 3 };
const FOR_EYES: OneEuroOptions = { minCutoff: 1.6, beta: 10, dCutoff: 3 };
const FOR_ANGLES: OneEuroOptions = { minCutoff: 1.3, beta: 0.12, dCutoff: 2 };

const OPTIONS: Readonly<Record<Measure, OneEuroOptions>> = {
  ...{ lipGap: FOR_LIPS, mouthWidth: FOR_CORNERS, cornerLeft: FOR_CORNERS, cornerRight: FOR_CORNERS },
  ...{ browInnerLeft: FOR_BROWS, browInnerRight: FOR_BROWS, browOuterLeft: FOR_BROWS },
  ...{ browOuterRight: FOR_BROWS, eyeLeft: FOR_EYES, eyeRight: FOR_EYES },
};

/** Distance from calm at which each shape is full: lengths in distances between the eyes, widths and eyes as shares. */
const FULL = {
  ...{ jawOpen: 0.52, smile: 0.13, frown: 0.1, stretch: 0.2, pucker: 0.24 },
  ...{ browUp: 0.085, browDown: 0.085, blink: 0.4, wide: 0.3 },
};
/** Smaller movements, as a share, are noise of the mesh. */
const DEAD = { brow: 0.03, corner: 0.01, width: 0.08, eye: 0.08, jaw: 0.01 };

export function createRig(): Rig {
  const calm = createCalmFace();
  const filters = Object.fromEntries(
    RIG_MEASURES.map((name) => [name, createOneEuro(OPTIONS[name])]),
  ) as Record<Measure, OneEuro>;
  const turns = {
    yaw: createOneEuro(FOR_ANGLES),
    pitch: createOneEuro(FOR_ANGLES),
    roll: createOneEuro(FOR_ANGLES),
  };
  let whose: number | null = null;

  function reset(): void {
    calm.reset();
    for (const filter of [...Object.values(filters), ...Object.values(turns)]) filter.reset();
  }

  return {
    update(landmarks, time, track) {
      const found = measure(landmarks);
      if (found === null || !Number.isFinite(time)) return null;
      if (track !== whose) reset();
      whose = track;
      const seconds = time / 1000;
      calm.look(found.measures, found.head.pitch, seconds);
      const smooth = Object.fromEntries(
        RIG_MEASURES.map((name) => [name, filters[name].filter(found.measures[name], seconds)]),
      ) as Record<Measure, number>;
      const head: HeadAngles = {
        yaw: turns.yaw.filter(found.head.yaw, seconds),
        pitch: turns.pitch.filter(found.head.pitch, seconds) - calm.pitch,
        roll: turns.roll.filter(found.head.roll, seconds),
      };
      return { head, shapes: shapesOf(smooth, calm.measures) };
    },
    reset() {
      whose = null;
      reset();
    },
  };
}

/** The shapes of a face from its measures and its calm measures. */
export function shapesOf(now: Measures, calm: Measures): Shapes {
  const gap = now.lipGap - calm.lipGap;
  const width = now.mouthWidth / calm.mouthWidth - 1;
  const stretch = beyond(width / FULL.stretch, DEAD.width);
  // An open jaw lowers the corners: by 0 to 0.27 of the gap in four clips of speakers.
  const lift = (side: 'Left' | 'Right'): number => now[`corner${side}`] - calm[`corner${side}`] + 0.13 * gap;
  const smile = (side: 'Left' | 'Right'): number =>
    held(beyond(lift(side) / FULL.smile, DEAD.corner) + 0.25 * stretch);
  const frown = (side: 'Left' | 'Right'): number =>
    held(beyond(-lift(side) / FULL.frown, 2 * DEAD.corner) - 0.25 * stretch);
  const inner = (now.browInnerLeft + now.browInnerRight - calm.browInnerLeft - calm.browInnerRight) / 2;
  const outer = (side: 'Left' | 'Right'): number => now[`browOuter${side}`] - calm[`browOuter${side}`];
  const innerOf = (side: 'Left' | 'Right'): number => now[`browInner${side}`] - calm[`browInner${side}`];
  const eye = (side: 'Left' | 'Right'): number => now[`eye${side}`] / calm[`eye${side}`] - 1;
  const down = (side: 'Left' | 'Right'): number => held(beyond(-innerOf(side) / FULL.browDown, DEAD.brow));
  const up = (side: 'Left' | 'Right'): number => held(beyond(outer(side) / FULL.browUp, DEAD.brow));
  const blink = (side: 'Left' | 'Right'): number => held(beyond(-eye(side) / FULL.blink, DEAD.eye));
  const wide = (side: 'Left' | 'Right'): number => held(beyond(eye(side) / FULL.wide, DEAD.eye));
  // A smile also widens the mouth: only the remainder counts as stretch.
  const rest = held(stretch - 0.7 * ((smile('Left') + smile('Right')) / 2));
  return {
    jawOpen: held(beyond(gap / FULL.jawOpen, DEAD.jaw)),
    mouthSmileLeft: smile('Left'),
    mouthSmileRight: smile('Right'),
    mouthFrownLeft: frown('Left'),
    mouthFrownRight: frown('Right'),
    mouthStretchLeft: rest,
    mouthStretchRight: rest,
    mouthPucker: held(beyond(-width / FULL.pucker, DEAD.width)),
    browInnerUp: held(beyond(inner / FULL.browUp, DEAD.brow)),
    browDownLeft: down('Left'),
    browDownRight: down('Right'),
    browOuterUpLeft: up('Left'),
    browOuterUpRight: up('Right'),
    eyeBlinkLeft: blink('Left'),
    eyeBlinkRight: blink('Right'),
    eyeWideLeft: wide('Left'),
    eyeWideRight: wide('Right'),
  };
}

/** Removes the dead zone of a share, so that 1 stays 1. */
const beyond = (share: number, dead: number): number => Math.max(0, share - dead) / (1 - dead);
const held = (share: number): number => Math.min(Math.max(share, 0), 1);
