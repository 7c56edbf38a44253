/** How the frames of one tab agree; the browser tests are in tests/e2e/hook-frames.test.ts. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSession } from '../../src/call/call-session';
import { createTabFrames, type TabFrames } from '../../src/call/camera/tab-frames';

const session = { isElsewhere: false, cameraElsewhere: vi.fn(), cameraFree: vi.fn() };
const pause = { own: false, set: vi.fn() };
const tell = vi.fn();
const onBeaten = vi.fn();
const claim = (frameId: string, time: number) =>
  ({ to: 'call', type: 'camera-elsewhere', frameId, time }) as const;
let frames: TabFrames;

beforeEach(() => {
  vi.clearAllMocks();
  Object.assign(session, { isElsewhere: false });
  Object.assign(pause, { own: false });
  frames = createTabFrames({
    frameId: 'own',
    now: () => 1000,
    tell,
    pause,
    onBeaten,
    session: () => session as unknown as CallSession,
  });
});

describe('a frame of a call page', () => {
  it('lets go for a frame that opened its camera later, and for no other', () => {
    frames.cameraOpened();
    frames.onElsewhere(claim('other', 500));
    frames.onElsewhere(claim('own', 2000));
    expect(session.cameraElsewhere).not.toHaveBeenCalled();
    frames.onElsewhere(claim('other', 2000));
    expect(session.cameraElsewhere).toHaveBeenCalledOnce();
    expect(onBeaten).toHaveBeenCalledOnce();
  });

  it('hands its pause on to the frame that takes over', () => {
    Object.assign(pause, { own: true });
    frames.onElsewhere(claim('other', 2000));
    expect(tell).toHaveBeenCalledWith({ to: 'background', type: 'call-paused', paused: true });
  });

  it('goes on when another frame’s camera has ended, not when its own has', () => {
    frames.onGone({ to: 'call', type: 'camera-gone', frameId: 'own' });
    expect(session.cameraFree).not.toHaveBeenCalled();
    frames.onGone({ to: 'call', type: 'camera-gone', frameId: 'other' });
    expect(session.cameraFree).toHaveBeenCalledOnce();
  });

  it('says that its camera has ended, unless another frame is the one that is read', () => {
    frames.cameraClosed();
    expect(tell).toHaveBeenCalledWith({ to: 'background', type: 'camera-gone', frameId: 'own' });
    tell.mockClear();
    Object.assign(session, { isElsewhere: true });
    frames.cameraClosed();
    expect(tell).not.toHaveBeenCalled();
  });
});
