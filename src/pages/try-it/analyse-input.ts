/** Analyses a camera or a video with the product's own pipeline, as in a call. */

import type { FrameResult } from '../../analysis/frame-result';
import type { InferenceClient } from '../../analysis/host/client';
import type { RegionOfInterest } from '../../shared/types';
import type { Grabber, Picture } from './grab';
import { createPacing } from './pacing';
import { type FrameSample, toSample } from './sample';
import { DamagedVideoError, seek } from './video-file';

/** Milliseconds between two analysed frames of a video, and their largest number. */
const STEP = 100;
const MOST_STEPS = 6000;
const WAIT = 100;
/** This page shows all inputs of the networks. */
export const EVERYTHING = { debug: true, rig: true } as const;
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
export async function networksReady({ inference }: AnalysisInput, signal: AbortSignal): Promise<void> {
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
    await networksReady(lookout, signal);
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
 * Analyses a video from its beginning.
 * @param progress called with 0..1
 * @returns where its file is damaged, in milliseconds, if not all of it can be shown; null otherwise
 */
export async function analyseVideo(
  video: HTMLVideoElement,
  lookout: AnalysisInput,
  progress: (done: number) => void,
  signal: AbortSignal,
): Promise<number | null> {
  const { inference, onSample } = lookout;
  const call = crypto.randomUUID();
  const whole = video.duration * 1000;
  const step = Math.max(STEP, whole / MOST_STEPS);
  let region: RegionOfInterest | null = null;
  let damagedAt: number | null = null;
  for (let time = 0; time < whole && !signal.aborted; time += step) {
    await networksReady(lookout, signal);
    try {
      await seek(video, time / 1000, signal);
    } catch (error) {
      if (!(error instanceof DamagedVideoError)) throw error;
      damagedAt = time;
      break;
    }
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
  return damagedAt;
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
