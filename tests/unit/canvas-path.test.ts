import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCanvasPath } from '../../src/call/outgoing/canvas-path';
import type { VideoPath } from '../../src/call/outgoing/video-path';

/** As much of Firefox as is used: a video that shows the camera, a canvas whose stream is sent, a clock. */
class Camera extends EventTarget {
  readyState = 'live';
  enabled = true;
  muted = false;
  getSettings = () => ({ width: 640, height: 480 });
}

let camera: Camera;
let video: { srcObject: unknown; readyState: number; play(): Promise<void> };
let canvas: { width: number; height: number };
let track: { readyState: string; stop(): void };
let ticks: (() => void)[];
let sent: string[];
let open: number;
let pictures: VideoPath;

class Picture {
  readonly displayWidth = 320;
  readonly displayHeight = 240;
  constructor() {
    open += 1;
  }
  close(): void {
    open -= 1;
  }
}

beforeEach(() => {
  camera = new Camera();
  video = { srcObject: null, readyState: 4, play: async () => {} };
  track = {
    readyState: 'live',
    stop() {
      track.readyState = 'ended';
    },
  };
  const context = { drawImage: () => void sent.push('drawn') };
  canvas = {
    width: 0,
    height: 0,
    getContext: () => context,
    captureStream: () => ({ getVideoTracks: () => [track], requestFrame: () => void sent.push('sent') }),
  } as never;
  [ticks, sent, open] = [[], [], 0];
  vi.stubGlobal('VideoFrame', Picture);
  vi.stubGlobal('MediaStream', class {});
  const document = { createElement: (name: string) => (name === 'video' ? video : canvas) };
  pictures = createCanvasPath(document as never, (onTick) => {
    ticks.push(onTick);
    return () => void ticks.splice(ticks.indexOf(onTick), 1);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  expect([ticks.length, open]).toEqual([0, 0]);
});

const tick = (): void => {
  for (const each of [...ticks]) each();
};
const settle = async (): Promise<void> => {
  for (let n = 0; n < 10; n++) await Promise.resolve();
};

describe('the camera’s pictures from a video', () => {
  it('come with the ticks, one for many', async () => {
    const reader = pictures.open(camera as never);
    let got = 0;
    const read = async (): Promise<void> => {
      const picture = await reader.read();
      if (picture) got += 1;
      picture?.close();
    };
    const first = read();
    await settle();
    expect(got).toBe(0);
    tick();
    await first;
    expect([got, reader.given]).toEqual([1, 1]);
    tick();
    tick();
    await read();
    const third = read();
    await settle();
    expect([got, reader.given]).toEqual([2, 3]);
    reader.cancel();
    await third;
    expect([got, video.srcObject]).toEqual([2, null]);
  });

  it('do not come from a camera that is off, muted or shows nothing yet, and end with it', async () => {
    const reader = pictures.open(camera as never);
    const off = [{ enabled: false }, { muted: true }];
    for (const state of off) {
      const before = { enabled: true, muted: false };
      Object.assign(camera, state);
      tick();
      Object.assign(camera, before);
    }
    video.readyState = 1;
    tick();
    expect(reader.given).toBe(0);
    camera.readyState = 'ended';
    const last = reader.read();
    tick();
    expect(await last).toBeNull();
    expect(await reader.read()).toBeNull();
  });
});

describe('a canvas’s track', () => {
  it('has the size of what is written', async () => {
    const out = pictures.create(camera as never, true);
    expect([canvas.width, canvas.height]).toEqual([640, 480]);
    const picture = new Picture();
    await out.write(picture as never);
    picture.close();
    expect([canvas.width, canvas.height, ...sent]).toEqual([320, 240, 'drawn', 'sent']);
  });

  it('passes the camera’s pictures on until it is stopped', async () => {
    let ended = 0;
    const out = pictures.create(camera as never, false);
    const stop = out.pass(() => void ended++);
    tick();
    await settle();
    tick();
    await settle();
    expect(sent).toHaveLength(4);
    await stop();
    expect([ended, ticks.length]).toEqual([0, 0]);
  });

  it('… or until the camera ends, or it is closed', async () => {
    const ends: string[] = [];
    const out = pictures.create(camera as never, false);
    out.pass(() => void ends.push('closed'));
    out.close();
    await settle();
    expect([ends, track.readyState]).toEqual([['closed'], 'ended']);
    pictures.create(camera as never, false).pass(() => void ends.push('camera'));
    camera.readyState = 'ended';
    tick();
    await settle();
    expect(ends).toEqual(['closed', 'camera']);
  });

  it('tells the hook of its end, but no page of the end of a camera that it holds', () => {
    let told = 0;
    camera.addEventListener('ended', () => void told++);
    pictures.create(camera as never, false).close();
    expect(told).toBe(0);
    pictures.create(camera as never, true).close();
    expect(told).toBe(1);
  });
});
