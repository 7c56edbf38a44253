/** A made sequence of a pair of photographs through a whole chain: ours, or a peer's. */
import sharp from 'sharp';
import { createPipeline, type Models } from '../../src/analysis/pipeline';
import type { Baseline as OwnFace } from '../../src/shared/settings/baseline';
import { type Measured, sampleOf } from '../../src/shared/settings/baseline-sample';
import type { Expression, RegionOfInterest } from '../../src/shared/types';
import { type Baseline, temporalFor } from './baselines';
import { frameOfPixels } from './mjpeg';
import { loadModels } from './models';
import type { PairResult } from './pair-figures';
import { GOOD_CAMERA, POOR_CAMERA, swayed } from './pair-sequence';
import { createPeerRun, isPeer, loadPeerReader, type Peer } from './peer-run';
import { type Photo, type PhotoEntry, readPhoto } from './photos-data';

const EPOCH = 1_700_000_000_000;
/** A poor camera's JPEG, 0 to 100. */
const POOR_QUALITY = 45;

/** One person's two photographs. */
export interface Pair {
  readonly calm: PhotoEntry;
  readonly other: PhotoEntry;
}

export interface PairSettings {
  readonly fps: number;
  /** Seconds. */
  readonly calm: number;
  readonly shown: number;
  readonly baseline: Baseline | Peer;
  readonly calibrated: boolean;
  /** Another one: another sway and noise. */
  readonly seed: number;
  /** A poor camera: more sway and noise, a smaller face, strong compression. */
  readonly poor: boolean;
}

/** What fires in a picture. */
type Look = (
  picture: Photo,
  time: number,
) => Promise<{ readonly expression: Expression; readonly slot?: string } | null>;

/** Begins to look at one person. @param number tells people apart */
type Chain = (photos: readonly [Photo, Photo], truth: Expression, number: number) => Promise<Look>;

/** @throws UsageError where a network or a package is missing */
export async function loadChain(settings: PairSettings): Promise<Chain> {
  const { baseline, calibrated } = settings;
  if (isPeer(baseline)) {
    const read = await loadPeerReader(baseline);
    return async () => peerLook(read);
  }
  const models = await loadModels();
  return async (photos, truth, number) => {
    const own = calibrated ? await ownFace(models, photos, truth, number) : null;
    return ourLook(models, number, baseline, own);
  };
}

function ourLook(models: Models, number: number, baseline: Baseline, own: OwnFace | null): Look {
  const filter = baseline === 'none' ? undefined : temporalFor(baseline);
  const clock = () => performance.now();
  const pipeline = createPipeline(`pair ${number}`, models, clock, filter, () => own);
  let region: RegionOfInterest | null = null;
  return async (picture, time) => {
    const { reaction, region: next } = await pipeline.analyse(frameOfPixels(picture, time, region));
    region = next;
    return reaction;
  };
}

function peerLook(read: Parameters<typeof createPeerRun>[0]): Look {
  const analyse = createPeerRun(read);
  return async (picture, time) => {
    const fires = (await analyse(picture, time))?.fires ?? null;
    return fires && { expression: fires };
  };
}

/** The calibration page's measurement of one photograph: as many frames as it takes in three seconds. */
async function measured(models: Models, photo: Photo, person: number): Promise<Measured[]> {
  const pipeline = createPipeline(`calibration ${person}`, models, () => performance.now());
  const frames: Measured[] = [];
  let region: RegionOfInterest | null = null;
  for (let n = 0; n < 30; n++) {
    const frame = frameOfPixels(swayed(photo, 50 + n / 10, person), EPOCH + 100 * n, region);
    const analysis = await pipeline.analyse(frame);
    region = analysis.region;
    if (analysis.measured) frames.push(analysis.measured);
  }
  return frames;
}

async function ownFace(
  models: Models,
  [calm, other]: readonly [Photo, Photo],
  truth: Expression,
  person: number,
) {
  const neutral = sampleOf(await measured(models, calm, person));
  const shown = sampleOf(await measured(models, other, person));
  const name = truth === 'surprised' ? 'surprised' : 'happy';
  return { version: 2, time: EPOCH, samples: { neutral, [name]: shown } } as OwnFace;
}

/** As a poor camera sends it. */
async function compressed({ width, height, data }: Photo): Promise<Photo> {
  const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
    .jpeg({ quality: POOR_QUALITY })
    .toBuffer();
  return { width, height, data: await sharp(jpeg).ensureAlpha().raw().toBuffer() };
}

/** What becomes of one pair. @param person tells people apart, and makes each sway differently */
export async function runPair(
  chain: Chain,
  { calm, other }: Pair,
  person: number,
  settings: PairSettings,
): Promise<PairResult> {
  const photos = [await readPhoto(calm), await readPhoto(other)] as const;
  const look = await chain(photos, other.truth, person);
  const { fps, seed, poor } = settings;
  const camera = poor ? POOR_CAMERA : GOOD_CAMERA;
  const result: { -readonly [K in keyof PairResult]: PairResult[K] } = {
    truth: other.truth,
    groups: other.groups,
    falseOnCalm: [],
    caughtAfter: null,
    slot: null,
  };
  for (let n = 0; n < fps * (settings.calm + settings.shown); n++) {
    const t = n / fps;
    const photo = photos[t < settings.calm ? 0 : 1];
    const sight = swayed(photo, t, person + 1000 * seed, camera);
    const picture = poor ? await compressed(sight) : sight;
    const reaction = await look(picture, EPOCH + 1000 * t);
    if (reaction && t < settings.calm) result.falseOnCalm = [...result.falseOnCalm, reaction.expression];
    if (reaction?.expression === other.truth && t >= settings.calm && result.caughtAfter === null) {
      result.caughtAfter = t - settings.calm;
      result.slot = reaction.slot ?? null;
    }
  }
  return result;
}
