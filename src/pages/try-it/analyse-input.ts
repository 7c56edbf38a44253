/** Looks at a camera, a photo or a video with the product's own pipeline. */

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

/** A photo with a small face is looked at again more closely, this often at most. */
const LOOKS = 3;
/** Parts of a photo in which a face is looked for where the whole shows none. */
const MOST_PARTS = 40;
/** A picture with a shorter side than this, in pixels, shows no face. */
const SHORTEST_SIDE = 24;
/** Milliseconds between two looked-at pictures of a video, and their largest number. */
const STEP = 100;
const MOST_STEPS = 6000;
const WAIT = 100;
/** This page shows everything that the networks see. */
const EVERYTHING = { debug: true, rig: true } as const;
/** Of what moves, all of the picture is looked at in between, as in a call: who was away is found again. */
const MOVING = { ...EVERYTHING, around: true } as const;
/** A run of this many failed pictures is no accident. */
const MOST_FAILURES = 5;

export interface AnalysisInput {
  readonly inference: InferenceClient;
  readonly grabber: Grabber;
  readonly now: () => number;
  readonly onSample: (sample: FrameSample) => void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when the networks are there. @throws Error in plain words if they cannot be loaded */
async function ready({ inference }: AnalysisInput, signal: AbortSignal): Promise<void> {
  while (inference.state.kind !== 'ready' && !signal.aborted) {
    if (inference.state.kind === 'failed') throw new Error(inference.state.message);
    await pause(WAIT);
  }
}

/** Looks at the camera picture until `signal` ends it, at the pace of a call. */
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
      // Choosing another backend stops what is under way: no failure.
      if (inference.state.kind === 'ready' && ++failures === MOST_FAILURES) throw error;
      region = null;
    }
    await pause(pacing.delay(askedAt, now(), cost));
  }
  await inference.flush(call, true).catch(() => {});
}

/**
 * Looks at one picture: as a whole, then in parts until a face is found, and again and closer where it is small.
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
      // Another backend was chosen: this look once more with that one.
      look -= 1;
      continue;
    }
    const sees = analysis.reading.faces.length > 0;
    // A face that only the first look has found is still there.
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

/** Parts inside the picture, in even pixels, in the order in which they are looked at. */
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
 * Goes through a video from its beginning.
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
      // Another backend was chosen: this moment once more with that one.
      region = null;
      time -= step;
    }
  }
  await inference.flush(call, true).catch(() => {});
}

/** One look at a moving picture, and the look around that it asks for. */
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
