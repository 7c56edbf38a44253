import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOutgoing } from '../../src/call/outgoing';

const camera = () => ({ enabled: true, readyState: 'live' }) as unknown as MediaStreamTrack;
const open = () => createOutgoing(() => Promise.reject(new Error('no picture')), Date.now);

describe('the outgoing track', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("is the camera's own while no output is on or the site is off", () => {
    const outgoing = open();
    expect(outgoing.state).toBeNull();
    expect(outgoing.open(camera())).toBeNull();
    expect(outgoing.state).toBe('camera');
    outgoing.setOutputs({ video: false, mask: 'off' });
    expect(outgoing.open(camera())).toBeNull();
    outgoing.setOutputs(null);
    expect(outgoing.open(camera())).toBeNull();
  });

  it('where the browser cannot make one: the camera, and a black one if a mask was wanted', () => {
    vi.useFakeTimers();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const outgoing = open();
    outgoing.setOutputs({ video: true, mask: 'off' });
    const plain = camera();
    expect(outgoing.open(plain)).toBeNull();
    expect([plain.enabled, outgoing.state]).toEqual([true, 'failed']);
    outgoing.setOutputs({ video: false, mask: 'blur' });
    const masked = camera();
    expect(outgoing.open(masked)).toBeNull();
    expect([masked.enabled, outgoing.state]).toEqual([false, 'failed']);
    // The page switches it on, as when somebody joins with the camera on.
    masked.enabled = true;
    vi.advanceTimersByTime(200);
    expect(masked.enabled).toBe(false);
    outgoing.setOutputs(null);
    masked.enabled = true;
    vi.advanceTimersByTime(200);
    expect([masked.enabled, vi.getTimerCount()]).toEqual([true, 0]);
    outgoing.open(camera());
    expect(outgoing.state).toBe('camera');
  });

  it('says so where the browser is known to be unable', () => {
    vi.useFakeTimers();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const fail = () => Promise.reject(new Error('no picture'));
    const outgoing = createOutgoing(fail, Date.now, () => {}, null);
    expect([outgoing.open(camera()), outgoing.state]).toEqual([null, 'camera']);
    outgoing.setOutputs({ video: false, mask: 'blur' });
    const masked = camera();
    expect([outgoing.open(masked), masked.enabled, outgoing.state]).toEqual([null, false, 'unable']);
    const sent = camera();
    expect([outgoing.send(sent), sent.enabled, outgoing.othersSee]).toEqual([null, false, 'black']);
    outgoing.setOutputs({ video: true, mask: 'off' });
    const plain = camera();
    expect([outgoing.open(plain), plain.enabled, outgoing.othersSee]).toEqual([null, true, 'camera']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('… until one can be made after all', () => {
    vi.useFakeTimers();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const outgoing = open();
    outgoing.setOutputs({ video: false, mask: 'blur' });
    const masked = Object.assign(new EventTarget(), {
      enabled: true,
      readyState: 'live',
      clone: () => masked,
    });
    expect(outgoing.send(masked as never)).toBeNull();
    const stream = () => ({ readable: new ReadableStream(), writable: new WritableStream() });
    vi.stubGlobal(
      'MediaStreamTrackProcessor',
      class {
        readable = stream().readable;
      },
    );
    vi.stubGlobal(
      'MediaStreamTrackGenerator',
      class extends EventTarget {
        readyState = 'live';
        writable = stream().writable;
      },
    );
    expect(outgoing.send(masked as never)).not.toBeNull();
    vi.advanceTimersByTime(300);
    expect(masked.enabled).toBe(true);
    masked.readyState = 'ended';
    vi.advanceTimersByTime(300);
    expect(vi.getTimerCount()).toBe(0);
    vi.unstubAllGlobals();
  });

  it('sent in place of a camera is nothing while no output is on, and nothing is claimed', () => {
    const outgoing = open();
    expect(outgoing.send(camera())).toBeNull();
    expect([outgoing.isOn, outgoing.sends, outgoing.mayShowCamera, outgoing.state]).toEqual([
      false,
      false,
      true,
      null,
    ]);
  });

  it('… and black where a mask was wanted and the browser cannot make one', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const outgoing = open();
    outgoing.setOutputs({ video: false, mask: 'hold' });
    const masked = camera();
    expect(outgoing.send(masked)).toBeNull();
    expect([masked.enabled, outgoing.state, outgoing.mayShowCamera]).toEqual([false, 'failed', false]);
  });
});
