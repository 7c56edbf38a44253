/** How the try-it page goes through a video. */
import { describe, expect, it } from 'vitest';
import type { FrameResult } from '../../src/analysis/frame-result';
import type { InferenceClient } from '../../src/analysis/host/client';
import { analyseVideo } from '../../src/pages/try-it/analyse-input';
import type { FrameSample } from '../../src/pages/try-it/sample';
import type { Frame } from '../../src/shared/types';

/** A video of a second whose file is damaged from some moment on, in seconds; it tells of its error once. */
class DamagedVideo extends EventTarget {
  readonly duration = 1;
  readonly videoWidth = 640;
  readonly videoHeight = 480;
  error: object | null = null;
  constructor(readonly damagedFrom: number) {
    super();
  }
  set currentTime(time: number) {
    queueMicrotask(() => {
      if (time < this.damagedFrom) return this.dispatchEvent(new Event('seeked'));
      if (this.error) return;
      this.error = { code: 3 };
      this.dispatchEvent(new Event('error'));
    });
  }
}

/** A video of 4 s that is cut off: from there on its last picture stays, as in a WebM file. */
class CutVideo extends EventTarget {
  readonly duration = 4;
  readonly videoWidth = 640;
  readonly videoHeight = 480;
  readonly error = null;
  ended = false;
  constructor(readonly cutAt: number) {
    super();
  }
  set currentTime(time: number) {
    queueMicrotask(() => {
      this.ended = time >= this.cutAt;
      this.dispatchEvent(new Event('seeked'));
    });
  }
}

async function goThrough(video: DamagedVideo | CutVideo) {
  const samples: FrameSample[] = [];
  const asked: (true | undefined)[] = [];
  const inference = {
    state: { kind: 'ready' },
    flush: async () => {},
    analyse: async (_: string, frame: Frame, { around }: { around?: true }): Promise<FrameResult> => {
      asked.push(around);
      return { reading: { time: frame.time, faces: [] }, region: null } as unknown as FrameResult;
    },
  } as unknown as InferenceClient;
  const grabber = { grab: (_: unknown, __: unknown, time: number) => ({ time }) as Frame, view: () => null! };
  const damagedAt = await analyseVideo(
    video as unknown as HTMLVideoElement,
    { inference, grabber, now: () => 0, onSample: (sample) => samples.push(sample) },
    () => {},
    new AbortController().signal,
  );
  return { damagedAt, times: samples.map(({ time }) => time), asked };
}

describe('a video on the try-it page', () => {
  it('is gone through to its end, looking around as in a call', async () => {
    const { damagedAt, times, asked } = await goThrough(new DamagedVideo(2));
    expect(damagedAt).toBeNull();
    expect(times).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
    expect(new Set(asked)).toEqual(new Set([true]));
  });

  it('that is damaged shows what can be read, and where that ends', async () => {
    const { damagedAt, times } = await goThrough(new DamagedVideo(0.45));
    expect(damagedAt).toBe(500);
    expect(times).toEqual([0, 100, 200, 300, 400]);
  });

  it('that is cut off is not taken for one with a still end', async () => {
    const { damagedAt, times } = await goThrough(new CutVideo(1.95));
    expect(damagedAt).toBe(2000);
    expect(times.at(-1)).toBe(1900);
    // The last picture of a whole one may stand for a while.
    expect(await goThrough(new CutVideo(3.5))).toMatchObject({ damagedAt: null });
  });

  it('whose error was told before it is looked at does not keep anybody waiting', async () => {
    const video = new DamagedVideo(0);
    video.error = { code: 3 };
    expect(await goThrough(video)).toMatchObject({ damagedAt: 0, times: [] });
  });
});
