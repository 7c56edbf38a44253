/** The calibration page's access to the browser: its own camera and worker; the baseline goes through the background. */
import type { FrameResult } from '../../analysis/frame-result';
import { createInferenceClient } from '../../analysis/host/client';
import { askBackground } from '../../shared/edges/ask-background';
import { createFrameSource } from '../../shared/frames/frame-source';
import { parseBaseline } from '../../shared/settings/baseline-sample';
import { parseSettings } from '../../shared/settings/migrations';
import type { BackendChoice } from '../../shared/settings/schema';
import type { RegionOfInterest } from '../../shared/types';
import type { CalibrateApi, Camera, CameraEvents } from './calibrate-api';
import type { CalibrationFrame } from './steps';
import { WORDS } from './words';

const { errors } = WORDS;

/** Least time between two frames, in milliseconds: about 12 a second. */
const PACE = 80;
const CALL = 'calibration';

/** @param createWorker starts the inference worker */
export function browserCalibrateApi(createWorker: () => Worker): CalibrateApi {
  return {
    stored: async () => parseBaseline(await askBackground({ type: 'get-baseline' })),
    save: (baseline) => askBackground({ type: 'set-baseline', baseline }),
    openCamera: (events) => openCamera(createWorker, events),
    now: Date.now,
    emojiUrl: (codePoints) => `/emoji/${codePoints}.webp`,
  };
}

async function openCamera(createWorker: () => Worker, events: CameraEvents): Promise<Camera> {
  const { backend } = parseSettings(await askBackground({ type: 'get-settings' })).settings;
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { width: 640, height: 480 } })
    .catch((error: DOMException) => {
      throw new Error(wordsFor(error.name));
    });
  try {
    return read(stream, backend, createWorker, events);
  } catch (error) {
    for (const track of stream.getTracks()) track.stop();
    throw error;
  }
}

function read(
  stream: MediaStream,
  backend: BackendChoice,
  createWorker: () => Worker,
  events: CameraEvents,
): Camera {
  const [track] = stream.getVideoTracks();
  const lifetime = new AbortController();
  const source = createFrameSource(track!, Date.now);
  const inference = createInferenceClient(createWorker, (state) => {
    if (state.kind === 'ready') void analyse();
    if (state.kind === 'failed') events.onError(state.message);
  });

  async function analyse(): Promise<void> {
    let region: RegionOfInterest | null = null;
    try {
      while (!lifetime.signal.aborted) {
        const began = performance.now();
        const frame = await source.read(region);
        if (lifetime.signal.aborted) return;
        if (frame === null) return events.onError(errors.stopped);
        const analysis = await inference.analyse(CALL, frame);
        if (lifetime.signal.aborted) return;
        region = analysis.region;
        events.onFrame(frameOf(analysis));
        await new Promise((go) => setTimeout(go, Math.max(PACE - (performance.now() - began), 0)));
      }
    } catch (error) {
      if (!lifetime.signal.aborted) events.onError(error instanceof Error ? error.message : String(error));
    }
  }

  inference.restart(backend);
  return {
    stream,
    close() {
      lifetime.abort();
      source.dispose();
      inference.dispose();
      for (const each of stream.getTracks()) each.stop();
    },
  };
}

function frameOf({ reading, measured = null }: FrameResult): CalibrationFrame {
  const { time, faces, quality } = reading;
  if (faces.length === 0) return { time, wait: 'no-face', measured: null };
  return { time, wait: quality && !quality.ok ? quality.reason : null, measured };
}

function wordsFor(name: string): string {
  if (name === 'NotAllowedError') return errors.denied;
  if (name === 'NotFoundError') return errors.missing;
  return errors.busy;
}
