/** The result of one analysed picture. */
import type { FrameResult } from '../../analysis/frame-result';
import type { Plane } from '../../analysis/preprocess/gray';
import type { Reaction, Reading } from '../../shared/types';

export interface SampleFace {
  /** Alternating x and y of the landmarks, in fractions of the picture. */
  readonly landmarks: Float32Array;
  /** The network's input as gray levels, row by row. */
  readonly input: Uint8ClampedArray;
  /** Its side in pixels. */
  readonly size: number;
}

export interface FrameSample {
  /** Milliseconds: since the epoch for the camera, since its beginning for a video. */
  readonly time: number;
  readonly reading: Reading;
  readonly reaction: Reaction | null;
  readonly faces: readonly SampleFace[];
  /** Number of faces in a photograph, also of those that are not read; missing for moving sources. */
  readonly found?: number;
}

/** Values this many deviations from the mean become black and white. */
const FULL_RANGE = 2.5;

/** The network's input (about -3..3) as gray levels for the eye. */
export function toGray({ data }: Plane): Uint8ClampedArray {
  return Uint8ClampedArray.from(data, (value) => Math.round(127.5 + (value / FULL_RANGE) * 127.5));
}

/** @param time as in `Sample` */
export function toSample({ reading, reaction, debug = [] }: FrameResult, time: number): FrameSample {
  const faces = debug.map(({ landmarks, input }) => ({ landmarks, input: toGray(input), size: input.width }));
  return { time, reading, reaction, faces };
}

/** The sample nearest to a time; null if there are none. Samples are in order. */
export function sampleAt(samples: readonly FrameSample[], time: number): FrameSample | null {
  let [low, high] = [0, samples.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [here, next] = [samples[middle]!.time, samples[middle + 1]!.time];
    if (time - here <= next - time) high = middle;
    else low = middle + 1;
  }
  return samples[low] ?? null;
}

/** At most `most` of the samples, evenly spread, the last one among them. */
export function thinned(samples: readonly FrameSample[], most: number): readonly FrameSample[] {
  const every = Math.ceil(samples.length / most);
  return every <= 1 ? samples : samples.filter((_, i) => (samples.length - 1 - i) % every === 0);
}
