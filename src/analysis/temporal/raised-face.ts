/**
 * Whether a face has looked surprised for seconds, against an average face: whoever begins surprised shows no calm face of
 * their own to compare with. Pure: time is an argument.
 */
import type { FaceGeometry } from '../../shared/types';
import { TYPICAL_GEOMETRY } from './calm-face';
import type { FaceCues } from './cues';

/** Looks back this far, ... */
const WINDOW = 2500;
/** ... and knows nothing before this. Milliseconds. */
const NEEDED = 2000;
/** A hole in time this long starts afresh. Milliseconds. */
const GAP = 1000;

/** Weights of the logarithms of brows and eyes relative to calm, and of the network's log odds. */
const WEIGHTS = { brows: 8, eyes: 8, odds: 0.4 } as const;
/** Beyond these a measure is a tremor of the mesh, or says nothing more. */
const BOUNDS = { odds: [-6, 4], ratio: [0.5, 1.35] } as const;
/**
 * Faces that nobody calls surprised stay below 1.3, those that look surprised for seconds lie from 2.5 to 3.2 (docs/temporal.md).
 * What has lasted for seconds is sure: the slope is steep.
 */
const BEGINS = 1.9;
const SLOPE = 4;
/** What is not known, or not raised. */
const NOTHING = -6;

export interface RaisedFace {
  /**
   * @param cues of this frame, from a frontal face
   * @param own the same person's calm face; null until it is well known. It only makes this stricter
   * @param time milliseconds; going back starts afresh
   * @returns log odds of surprise: the median over the last seconds, and no more than this frame shows
   */
  update(cues: FaceCues, own: FaceGeometry | null, time: number): number;
  reset(): void;
}

export function createRaisedFace(): RaisedFace {
  let seen: { readonly time: number; readonly score: number }[] = [];
  let first = 0;
  return {
    update({ odds, geometry }, own, time) {
      const last = seen.at(-1)?.time;
      if (last === undefined || time < last || time - last > GAP) {
        seen = [];
        first = time;
      }
      const above = (name: 'browHeight' | 'eyeOpening'): number => {
        const calm = Math.max(TYPICAL_GEOMETRY[name], own?.[name] ?? 0);
        return Math.log(within(geometry[name] / calm, BOUNDS.ratio));
      };
      const raised = WEIGHTS.brows * above('browHeight') + WEIGHTS.eyes * above('eyeOpening');
      const score = raised + WEIGHTS.odds * within(odds.surprised, BOUNDS.odds);
      seen = [...seen.filter((each) => time - each.time < WINDOW), { time, score }];
      if (time - first < NEEDED) return NOTHING;
      const scores = seen.map((each) => each.score).sort((a, b) => a - b);
      const median = scores[(scores.length - 1) >> 1]!;
      return Math.max(SLOPE * (median - BEGINS), NOTHING);
    },
    reset() {
      seen = [];
    },
  };
}

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(Math.max(value, least), most);
