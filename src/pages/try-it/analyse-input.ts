/** Analyses a camera, a photo or a video with the product's own pipeline. */

import { regionsOf } from '../../analysis/face/photo-regions';
import type { FrameResult } from '../../analysis/frame-result';
import type { InferenceClient } from '../../analysis/host/client';
import { isSameRect } from '../../shared/rect';
import type { RegionOfInterest } from '../../shared/types';
import { type Grabber, lookedAtSize, type Picture } from './grab';
import { createPacing } from './pacing';
import { type FrameSample, toSample } from './sample';
import { seek } from './video-file';
import { WORDS } from './words';

/** Largest number of analyses of a photo: a small face is analysed again in a closer crop. */
const LOOKS = 3;
/** Largest number of crops of a photo that are searched if the whole photo shows no face. */
const MOST_PARTS = 40;
/** A picture whose shorter side is less than this, in pixels, cannot show a face. */
const SHORTEST_SIDE = 24;
/** Milliseconds between two analysed frames of a video, and their largest number. */
const STEP = 100;
const MOST_STEPS = 6000;
const WAIT = 100;
/** This page shows all inputs of the networks. */
const EVERYTHING = { debug: true, rig: true } as const;
/** For moving sources the full frame is analysed in between, as in a call, to find a face again. */
const MOVING = { ...EVERYTHING, around: true } as const;
/** This many failures in a row end the analysis. */
const MOST_FAILURES = 5;

export interface AnalysisInput {
  readonly inference: InferenceClient;
  readonly grabber: Grabber;
  readonly now: () => number;
  readonly onSample: (sample: FrameSample) => void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when the networks are loaded. @throws Error in plain words if they cannot be */
async function ready({ inference }: AnalysisInput, signal: AbortSignal): Promise<void> {
  while (inference.state.kind !== 'ready' && !signal.aborted) {
    if (inference.state.kind === 'failed') throw new Error(inference.state.message);
    await pause(WAIT);
  }
}

/** Analyses the camera until `signal` aborts, at the pace of a call. */
export async function analyseCamera(
  video: HTMLVideoElement,
  lookout: AnalysisInput,
  signal: AbortSignal,
): Promise<void> {
  const { inference, now, onSample } = lookout;
  const call = crypto.randomUUID();
  const pacing = createPacing();
  let region: RegionOfInterest | null = null;
  let failures = 0;
  while (!signal.aborted) {
    await ready(lookout, signal);
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || document.hidden) {
      await pause(WAIT);
      continue;
    }
    const askedAt = now();
    let cost = 0;
    try {
      const { analysis, next } = await lookAt(pictureOf(video), lookout, call, region, askedAt);
      if (signal.aborted) break;
      region = next;
      cost = analysis.reading.took.total;
      failures = 0;
      onSample(toSample(analysis, askedAt));
    } catch (error) {
      // Choosing another backend stops the analysis in progress: that is no failure.
      if (inference.state.kind === 'ready' && ++failures === MOST_FAILURES) throw error;
      region = null;
    }
    await pause(pacing.delay(askedAt, now(), cost));
  }
  await inference.flush(call, true).catch(() => {});
}

/**
 * Analyses one picture: as a whole, then in crops until a face is found, and again in a closer crop if the face is small.
 * @throws Error in plain words if the picture is too small to show a face
 */
export async function analysePhoto(
  picture: Picture,
  lookout: AnalysisInput,
  signal: AbortSignal,
): Promise<void> {
  const { inference, grabber, onSample } = lookout;
  const size = lookedAtSize(picture);
  if (Math.min(size.width, size.height) < SHORTEST_SIDE) throw new Error(WORDS.errors.tiny);
  const call = crypto.randomUUID();
  const parts = partsOf(size);
  let region: RegionOfInterest | null = null;
  let found = false;
  let looked = 0;
  for (let look = 0; look < LOOKS && !signal.aborted; look++) {
    await ready(lookout, signal);
    const time = looked++ * STEP;
    let analysis: FrameResult;
    try {
      analysis = await inference.analyse(call, grabber.grab(picture, region, time), EVERYTHING);
    } catch (error) {
      if (inference.state.kind === 'ready') throw error;
      // Another backend was chosen: repeats this analysis with it.
      look -= 1;
      continue;
    }
    const sees = analysis.reading.faces.length > 0;
    // A face that only the first analysis found is kept.
    if (signal.aborted || (found && !sees)) break;
    const part = found || sees ? undefined : parts.shift();
    if (part) {
      region = part;
      look = -1;
      continue;
    }
    found = sees;
    onSample(toSample(analysis, time));
    const next = analysis.region;
    if (next === null || (region !== null && isSameRect(next, region))) break;
    region = next;
  }
  await inference.flush(call, true).catch(() => {});
}

/** Crops of the picture, with even sides, in search order. */
function partsOf({ width, height }: { width: number; height: number }): RegionOfInterest[] {
  const even = (value: number): number => 2 * Math.floor(value / 2);
  return regionsOf({ width, height })
    .slice(1)
    .filter((part) => part.x >= 0 && part.y >= 0 && part.width < width + height)
    .map((part) => {
      const [x, y] = [even(part.x), even(part.y)];
      return {
        x,
        y,
        width: even(Math.min(part.width, width - x)),
        height: even(Math.min(part.height, height - y)),
      };
    })
    .slice(0, MOST_PARTS);
}

/**
 * Analyses a video from its beginning.
 * @param progress called with 0..1
 */
export async function analyseVideo(
  video: HTMLVideoElement,
  lookout: AnalysisInput,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { inference, onSample } = lookout;
  const call = crypto.randomUUID();
  const whole = video.duration * 1000;
  const step = Math.max(STEP, whole / MOST_STEPS);
  let region: RegionOfInterest | null = null;
  for (let time = 0; time < whole && !signal.aborted; time += step) {
    await ready(lookout, signal);
    await seek(video, time / 1000, signal);
    if (signal.aborted) break;
    try {
      const { analysis, next } = await lookAt(pictureOf(video), lookout, call, region, time);
      if (signal.aborted) break;
      region = next;
      onSample(toSample(analysis, time));
      progress(Math.min((time + step) / whole, 1));
    } catch (error) {
      if (inference.state.kind === 'ready') throw error;
      // Another backend was chosen: repeats this frame with it.
      region = null;
      time -= step;
    }
  }
  await inference.flush(call, true).catch(() => {});
}

/** Analyses one frame of a moving source, with the full-frame check that the pipeline requests. */
async function lookAt(
  picture: Picture,
  { inference, grabber }: AnalysisInput,
  call: string,
  region: RegionOfInterest | null,
  time: number,
): Promise<{ readonly analysis: FrameResult; readonly next: RegionOfInterest | null }> {
  const analysis = await inference.analyse(call, grabber.grab(picture, region, time), MOVING);
  if (!analysis.around) return { analysis, next: analysis.region };
  const around = await inference.analyse(call, grabber.grab(picture, null, time), MOVING);
  return { analysis, next: around.region };
}

const pictureOf = (video: HTMLVideoElement): Picture => ({
  image: video,
  width: video.videoWidth,
  height: video.videoHeight,
});
