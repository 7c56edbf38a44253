import * as v from 'valibot';
import { numberIn, parseWith, recordOf, timeSchema } from '../schemas';
import { EXPRESSIONS, type FaceGeometry, type Probabilities } from '../types';
import {
  type Baseline,
  CALIBRATED,
  ENOUGH_FRAMES,
  FIRST_MEASURES,
  LATER_MEASURES,
  logOdds,
  ODDS_LIMIT,
  type Sample,
} from './baseline';
import { parseCorrections } from './corrections';

const MEASURES = [...FIRST_MEASURES, ...LATER_MEASURES] as const;
/** Far above any measure of a face: all are relative to the distance between the eyes or an eye's width. */
const LARGEST_MEASURE = 10;

/** One measured frame: the network's own answer, before any adaptation. */
export interface Measured {
  readonly probabilities: Probabilities;
  readonly geometry: FaceGeometry;
}

/** Interquartile means over frames, or null if there are too few. Blinks and late starts are cut off. */
export function sampleOf(frames: readonly Measured[]): Sample | null {
  if (frames.length < ENOUGH_FRAMES) return null;
  const cut = Math.floor(frames.length / 4);
  const mean = (of: (frame: Measured) => number): number => {
    const middle = frames
      .map(of)
      .sort((a, b) => a - b)
      .slice(cut, frames.length - cut);
    return middle.reduce((sum, value) => sum + value, 0) / middle.length;
  };
  return {
    frames: frames.length,
    logOdds: record(EXPRESSIONS, (name) => mean(({ probabilities }) => logOdds(probabilities[name]))),
    geometry: record(MEASURES, (name) => mean(({ geometry }) => geometry[name])),
  };
}

const sampleSchema = v.object({
  frames: numberIn(ENOUGH_FRAMES, 100_000),
  logOdds: v.object(record(EXPRESSIONS, () => numberIn(-ODDS_LIMIT, ODDS_LIMIT))),
  geometry: v.object({
    ...record(FIRST_MEASURES, () => numberIn(0, LARGEST_MEASURE)),
    ...record(LATER_MEASURES, () => v.optional(numberIn(0, LARGEST_MEASURE))),
  }),
});

const baselineSchema = v.object({
  // Version 1 lacks the later measures and has log odds within ±7 only: its values are used unchanged.
  version: v.picklist([1, 2]),
  time: timeSchema,
  samples: v.fallback(recordOf(v.picklist(CALIBRATED), sampleSchema), {}),
  corrections: v.optional(v.unknown()),
});

/** Parses a baseline from any value, or returns null. Damaged samples are dropped. */
export function parseBaseline(value: unknown): Baseline | null {
  const stored = parseWith(baselineSchema, value);
  if (stored === null) return null;
  const { corrections: given, ...baseline } = stored;
  const corrections = parseCorrections(given);
  if (Object.keys(baseline.samples).length === 0 && corrections === null) return null;
  return { ...baseline, version: 2, ...(corrections && { corrections }) };
}

function record<K extends string, T>(names: readonly K[], of: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<K, T>;
}
