import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { GENERATED } from '../../src/call/outgoing/generator-path';
import { type Pump, type PumpEvents, startPump } from '../../src/call/outgoing/pump';

/** A picture that knows whether it was closed. */
class Picture {
  closed = 0;
  constructor(readonly name: string) {}
  close(): void {
    this.closed++;
  }
}

/** A camera, and the two ends that Chromium offers, in memory. */
class Camera extends EventTarget {
  readyState = 'live';
  enabled = true;
  muted = false;
  stats = { totalFrames: 0 };
  readonly readers: ReadableStreamDefaultController<Picture>[] = [];
  private enqueue(picture: Picture): void {
    try {
      this.readers.at(-1)!.enqueue(picture);
    } catch {
      picture.close();
    }
  }

  give(name: string): Picture {
    const picture = new Picture(name);
    this.stats = { totalFrames: this.stats.totalFrames + 1 };
    // A camera goes on, whether anybody still reads it or not.
    this.enqueue(picture);
    return picture;
  }
}

let camera: Camera;
let sent: string[];
let ended: number;
let closed: number;
/** What is told about failures. */
let failed: MockInstance;
let events: PumpEvents;

function start() {
  const writable = new WritableStream<Picture>({
    write(picture) {
      sent.push(picture.name);
      picture.close();
    },
    close: () => void closed++,
  });
  vi.stubGlobal(
    'MediaStreamTrackGenerator',
    class {
      readonly writable = writable;
    },
  );
  const out = GENERATED.create(camera as never, true);
  return startPump(camera as never, out, GENERATED, Date.now, events);
}

beforeEach(() => {
  vi.useFakeTimers();
  failed = vi.spyOn(console, 'error').mockImplementation(() => {});
  [camera, sent, ended] = [new Camera(), [], 0];
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readonly readable: ReadableStream<Picture>;
      constructor({ track }: { track: Camera }) {
        this.readable = new ReadableStream({ start: (controller) => void track.readers.push(controller) });
      }
    },
  );
  events = {
    make: async (frame) => frame,
    instead: () => null,
    mayPass: () => true,
    isOver: () => false,
    onEnd: () => void ended++,
  };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the pump', () => {
  it('sends what is made, in order, and closes everything', async () => {
    events = {
      ...events,
      make: async (frame) => new Picture(`${(frame as never as Picture).name}!`) as never,
    };
    start();
    const given = ['a', 'b', 'c'].map((name) => camera.give(name));
    await pass(0);
    expect(sent).toEqual(['a!', 'b!', 'c!']);
    expect(given.every((picture) => picture.closed > 0)).toBe(true);
    expect(failed).not.toHaveBeenCalled();
  });

  it('sends the camera where a picture cannot be made, and goes back to made ones', async () => {
    let broken = true;
    events = {
      ...events,
      make: async (frame) => {
        if (broken) throw new Error('broken');
        return frame;
      },
    };
    const pump = start();
    camera.give('a');
    await pass(0);
    expect([sent, pump.failed, failed.mock.calls.length]).toEqual([['a'], true, 1]);
    broken = false;
    camera.give('b');
    await pass(0);
    expect([sent, pump.failed]).toEqual([['a', 'b'], false]);
  });

  it('never sends the camera where it may not be seen', async () => {
    const make = () => Promise.reject(new Error('broken'));
    let other: Picture | null = new Picture('black');
    events = { ...events, make, mayPass: () => false, instead: () => other as never };
    start();
    camera.give('a');
    await pass(0);
    other = null;
    const last = camera.give('b');
    await pass(0);
    expect(sent).toEqual(['black']);
    expect(last.closed).toBeGreaterThan(0);
  });

  it('where pictures get stuck: the browser moves them within a second', async () => {
    events = { ...events, make: () => new Promise(() => {}) };
    const pump = start();
    const stuck = camera.give('a');
    for (let i = 0; i < 10; i++) {
      await pass(100);
      camera.give(`later ${i}`);
    }
    await pass(0);
    expect(pump.failed).toBe(true);
    expect(stuck.closed).toBeGreaterThan(0);
    expect(sent.length).toBeGreaterThan(0);
    expect(ended).toBe(0);
  });

  it('… but not where the camera may not be seen', async () => {
    events = { ...events, make: () => new Promise(() => {}), mayPass: () => false };
    const pump = start();
    for (let i = 0; i < 20; i++) {
      camera.give(`${i}`);
      await pass(100);
    }
    expect([pump.failed, sent]).toEqual([true, []]);
  });

  const runs = async (seconds: number) => {
    for (let i = 0; i < seconds * 10; i++) {
      camera.give('bare');
      await pass(100);
    }
  };

  /** Tells the pump that `mayPass` has changed; from then on what is sent counts. */
  const sentAfter = async (pump: Pump) => {
    pump.changed();
    await pass(0);
    sent.length = 0;
    await runs(2);
  };

  it('a mask that is wanted after the browser took over: no bare picture from then on', async () => {
    let masked = false;
    let stuck = true;
    events = {
      ...events,
      make: () => (stuck ? new Promise(() => {}) : Promise.resolve(new Picture('mask') as never)),
      mayPass: () => !masked,
    };
    const pump = start();
    await runs(2);
    expect([pump.failed, new Set(sent)]).toEqual([true, new Set(['bare'])]);
    // Another change of the settings is no reason to try again.
    pump.changed();
    await pass(0);
    expect(camera.readers).toHaveLength(2);
    masked = true;
    stuck = false;
    await sentAfter(pump);
    expect([pump.failed, new Set(sent), ended]).toEqual([false, new Set(['mask']), 0]);
  });

  it('… and where it cannot be drawn either, the last picture is a cover, or the track ends', async () => {
    for (const cover of [new Picture('black'), null]) {
      let masked = false;
      [sent, ended] = [[], 0];
      events = {
        ...events,
        make: () => new Promise(() => {}),
        mayPass: () => !masked,
        instead: () => cover as never,
      };
      const pump = start();
      await runs(2);
      masked = true;
      await sentAfter(pump);
      expect([sent, ended]).toEqual(cover === null ? [[], 1] : [['black'], 0]);
    }
  });

  it('masks that are drawn no more end with a cover: the last one may have been late', async () => {
    let stuck = false;
    events = {
      ...events,
      make: () => (stuck ? new Promise(() => {}) : Promise.resolve(new Picture('mask') as never)),
      mayPass: () => false,
      instead: () => new Picture('black') as never,
    };
    start();
    await runs(1);
    expect(new Set(sent)).toEqual(new Set(['mask']));
    stuck = true;
    await runs(3);
    expect([sent.at(-1), sent.filter((each) => each === 'black'), ended]).toEqual(['black', ['black'], 0]);
  });

  it.each([
    ['passing', true],
    ['silent', false],
  ])('tries again when what was the matter is over: %s', async (_, mayPass) => {
    let stuck = true;
    events = {
      ...events,
      make: () => (stuck ? new Promise(() => {}) : Promise.resolve(new Picture('drawn') as never)),
      mayPass: () => mayPass,
      instead: () => new Picture('black') as never,
    };
    const pump = start();
    await runs(2);
    expect([pump.failed, sent.includes('drawn')]).toEqual([true, false]);
    stuck = false;
    await runs(8);
    expect([pump.failed, sent.at(-1), ended]).toEqual([false, 'drawn', 0]);
  });

  it('… also where covering fails, and where the camera ends while the pictures are taken back', async () => {
    let masked = false;
    const hangs = () => new Promise<never>(() => {});
    const instead = () => {
      throw new TypeError('closed');
    };
    events = { ...events, make: hangs, mayPass: () => !masked, instead };
    const pump = start();
    await runs(2);
    masked = true;
    await sentAfter(pump);
    expect([sent, ended]).toEqual([[], 1]);

    masked = false;
    [ended, closed] = [0, 0];
    const other = start();
    await runs(2);
    masked = true;
    other.changed();
    camera.dispatchEvent(new Event('ended'));
    await pass(0);
    expect([ended, closed, vi.getTimerCount()]).toEqual([1, 1, 0]);
  });

  it('a mask that is switched off after giving up: the camera is sent again', async () => {
    let masked = true;
    events = { ...events, make: () => new Promise(() => {}), mayPass: () => !masked };
    const pump = start();
    await runs(2);
    expect(sent).toEqual([]);
    masked = false;
    pump.changed();
    await runs(2);
    expect(sent).toContain('bare');
  });

  it('ends with its camera also after giving up', async () => {
    events = { ...events, make: () => new Promise(() => {}), mayPass: () => false };
    start();
    await runs(2);
    camera.readyState = 'ended';
    await pass(500);
    expect([ended, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('a page that blocks the thread for seconds is no failure', async () => {
    const pump = start();
    camera.give('a');
    await pass(100);
    // Timers that are due run first; what the camera gave meanwhile has not been read.
    vi.setSystemTime(Date.now() + 5000);
    camera.stats = { totalFrames: camera.stats.totalFrames + 150 };
    await pass(260);
    camera.give('b');
    await pass(300);
    expect([pump.failed, sent]).toEqual([false, ['a', 'b']]);
  });

  it('a camera that gives nothing is no failure, and neither is sleep', async () => {
    const pump = start();
    camera.give('a');
    await pass(60_000);
    camera.give('b');
    await pass(300);
    expect([pump.failed, sent]).toEqual([false, ['a', 'b']]);
  });

  it('ends the track when the camera ends', async () => {
    start();
    camera.give('a');
    await pass(0);
    camera.readyState = 'ended';
    camera.readers[0]!.close();
    await pass(0);
    expect(ended).toBeGreaterThan(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(failed).not.toHaveBeenCalled();
  });

  it('ends by itself once nobody has the generated track any more', async () => {
    let over = false;
    events = { ...events, isOver: () => over };
    start();
    camera.give('a');
    await pass(500);
    expect(ended).toBe(0);
    over = true;
    await pass(500);
    expect(ended).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
    expect(failed).not.toHaveBeenCalled();
  });
});
