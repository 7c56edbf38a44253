import { vi } from 'vitest';
import type { FrameSource } from '../../../src/shared/frames/frame-source';
import type { Frame, RegionOfInterest } from '../../../src/shared/types';

/** What the code looks at in a camera track. */
export interface StubTrack {
  kind: string;
  readyState: MediaStreamTrackState;
  enabled: boolean;
  muted: boolean;
  getSettings(): MediaTrackSettings;
}

export function makeTrack(change: Partial<StubTrack> = {}): MediaStreamTrack & StubTrack {
  const track: StubTrack = {
    kind: 'video',
    readyState: 'live',
    enabled: true,
    muted: false,
    getSettings: () => ({ deviceId: 'camera' }),
    ...change,
  };
  return track as MediaStreamTrack & StubTrack;
}

/** A frame source whose reads the test answers, in order. */
export interface StubSource extends FrameSource {
  readonly track: MediaStreamTrack;
  readonly reads: {
    readonly region: RegionOfInterest | null;
    resolve(frame: Frame | null): void;
    reject(error: Error): void;
  }[];
}

export function makeSource(track: MediaStreamTrack): StubSource {
  const reads: StubSource['reads'] = [];
  return {
    track,
    reads,
    read: (region) => new Promise((resolve, reject) => reads.push({ region, resolve, reject })),
    // Like a cancelled reader: what is still being read ends without a picture.
    dispose: vi.fn(() => {
      for (const read of reads) read.resolve(null);
    }),
  };
}
