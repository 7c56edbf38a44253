import { EXPRESSIONS, type FaceGeometry, type Probabilities } from '../types';
import {
  type Baseline,
  CALIBRATED,
  type Calibrated,
  ENOUGH_FRAMES,
  logOdds,
  ODDS_LIMIT,
  type Sample,
} from './baseline';
import { parseCorrections } from './corrections';

const MEASURES = ['browHeight', 'eyeOpening', 'mouthOpening', 'mouthWidth'] as const;
/** No measure of a face is near this: all are shares of the distance between the eyes or of an eye's width. */
const LARGEST_MEASURE = 10;

/** One measured frame: the network's own answer, before any adaptation. */
export interface Measured {
  readonly probabilities: Probabilities;
  readonly geometry: FaceGeometry;
}

/** The interquartile means over frames, or null where there are too few to trust. A blink or a late start is cut off. */
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

/** A baseline out of anything, or null. Samples that are damaged are left out. */
export function parseBaseline(value: unknown): Baseline | null {
  const { version, time, samples, corrections: given } = asRecord(value);
  if (version !== 1 || !isWithin(time, 0, Number.MAX_SAFE_INTEGER)) return null;
  const stored = asRecord(samples);
  const parsed: Partial<Record<Calibrated, Sample>> = {};
  for (const name of CALIBRATED) {
    const sample = Object.hasOwn(stored, name) ? parseSample(stored[name]) : null;
    if (sample) parsed[name] = sample;
  }
  const corrections = parseCorrections(given);
  if (Object.keys(parsed).length === 0 && corrections === null) return null;
  return { version, time, samples: parsed, ...(corrections && { corrections }) };
}

function parseSample(value: unknown): Sample | null {
  const { frames, logOdds: odds, geometry } = asRecord(value);
  const [allOdds, measures] = [asRecord(odds), asRecord(geometry)];
  const fits =
    isWithin(frames, ENOUGH_FRAMES, 100_000) &&
    EXPRESSIONS.every((name) => isWithin(allOdds[name], -ODDS_LIMIT, ODDS_LIMIT)) &&
    MEASURES.every((name) => isWithin(measures[name], 0, LARGEST_MEASURE));
  if (!fits) return null;
  return {
    frames: frames as number,
    logOdds: record(EXPRESSIONS, (name) => allOdds[name] as number),
    geometry: record(MEASURES, (name) => measures[name] as number),
  };
}

function record<K extends string>(names: readonly K[], of: (name: K) => number): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<K, number>;
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
