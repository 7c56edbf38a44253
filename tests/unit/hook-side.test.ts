import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HookSide, openHookSide } from '../../src/call/camera/hook-side';
import { AGAIN, ASK, ASK_CHANGED, CHANGED_EVENT, OFFER, OPENED } from '../../src/hook/channel/announce';
import { OFFER_AGAIN, OFFERED, REPLACED, SENT } from '../../src/hook/channel/offer';
import { type PageWindow, pageWindow } from './support/page-window';

type Track = InstanceType<PageWindow['MediaStreamTrack']>;

/** Lets everything that is under way in promises happen. */
const settled = () => vi.advanceTimersByTimeAsync(1);

describe('a camera that is sent and was never announced', () => {
  let page: PageWindow;
  let lifetime: AbortController;
  let side: HookSide;
  let channel: EventTarget;
  /** The cameras of this machine, and whether the browser names them. */
  let devices: string[];
  let refuses: boolean;
  let looks: number;
  /** What the page sends to others, and what was announced by the hook. */
  let sent: Track[];
  let announced: Track[];
  let read: string[];
  let masked: Track;
  /** What was said of another script before the camera. */
  let changed: boolean[];
  let camera: Track;
  /** What the page gets in place of its camera. */
  let given: Track | null;
  let effects: boolean[];
  const outgoing = {
    open: () => given as never,
    send: () => masked as never,
    sends: false,
    isOn: true,
    isOurs: (track: unknown) => track === given || track === masked,
    mayShowCamera: false,
  };

  const offer = (track: Track, name = SENT): Track | null => {
    let answer: Track | null = null;
    const take = (event: Event) => {
      answer = (event as unknown as { track: Track }).track;
    };
    channel.addEventListener(REPLACED, take);
    channel.dispatchEvent(new page.MediaStreamTrackEvent(name, { track }));
    channel.removeEventListener(REPLACED, take);
    return answer;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    page = pageWindow();
    lifetime = new AbortController();
    channel = new EventTarget();
    [devices, refuses, looks] = [['cam-1'], false, 0];
    [sent, announced, read] = [[], [], []];
    masked = new page.MediaStreamTrack('masked');
    camera = new page.MediaStreamTrack('camera', 'video', { deviceId: 'cam-1' });
    page.window.addEventListener(ASK, () =>
      page.window.dispatchEvent(new page.MouseEvent(OFFER, { relatedTarget: channel })),
    );
    channel.addEventListener(OFFER_AGAIN, () => {
      for (const track of sent) offer(track);
    });
    channel.addEventListener(AGAIN, () => announced.forEach(announce));
    const enumerateDevices = async () => {
      looks += 1;
      if (refuses) throw new Error('not now');
      return devices.map((deviceId) => ({ kind: 'videoinput', deviceId }));
    };
    Object.assign(page.window, { navigator: { mediaDevices: { enumerateDevices } } });
    [given, effects, outgoing.mayShowCamera] = [null, [], false];
    const note = (track: unknown) => void read.push((track as Track).name);
    changed = [];
    const own = {
      asked: () => {},
      camera: note,
      microphone: note,
      screen: () => {},
      changed: (on: boolean) => void changed.push(on),
      effect: () => void effects.push(side.coversEffect),
    };
    side = openHookSide(page.hooked, outgoing, own, lifetime.signal);
  });
  afterEach(() => {
    lifetime.abort();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  function announce(track: Track): void {
    channel.dispatchEvent(new page.MediaStreamTrackEvent(OPENED, { track }));
  }

  function send(track: Track): void {
    sent.push(track);
    offer(track);
  }

  it('is read, and offered again until it is masked', async () => {
    let offers = 0;
    channel.addEventListener(OFFER_AGAIN, () => offers++);
    send(camera);
    await settled();
    expect(read).toEqual(['camera']);
    expect(offers).toBe(1);
    expect(offer(camera)).toBe(masked);
  });

  it('is looked at once, not at every offer', async () => {
    for (let n = 0; n < 5; n++) {
      send(camera);
      await settled();
    }
    expect(looks).toBe(1);
    expect(read).toEqual(['camera']);
  });

  it('is read also where its device is known already', async () => {
    announce(camera);
    await settled();
    send(new page.MediaStreamTrack('second', 'video', { deviceId: 'cam-1' }));
    await settled();
    expect(read).toEqual(['camera', 'second']);
  });

  it('is read once where it was announced as well', async () => {
    announce(camera);
    send(camera);
    await settled();
    send(camera);
    await settled();
    expect(read).toEqual(['camera']);
  });

  it.each([
    ['another’s video', { deviceId: 'remote' }],
    ['a canvas', {}],
    ['a screen', { deviceId: 'cam-1', displaySurface: 'monitor' }],
  ])('is not %s', async (_, settings) => {
    const track = new page.MediaStreamTrack('no camera', 'video', settings);
    for (let n = 0; n < 3; n++) send(track);
    await settled();
    expect(offer(track)).toBeNull();
    expect(read).toEqual([]);
    expect(looks).toBeLessThanOrEqual(1);
  });

  it('is looked at again where the browser did not say which cameras there are', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    refuses = true;
    send(camera);
    await settled();
    expect(error).toHaveBeenCalledOnce();
    refuses = false;
    send(camera);
    await settled();
    expect(read).toEqual(['camera']);
  });

  it('is handed over again with those that were announced, as when the site is switched on', async () => {
    const other = new page.MediaStreamTrack('announced', 'video', { deviceId: 'cam-1' });
    announced = [other];
    announce(other);
    send(camera);
    await settled();
    read = [];
    side.again();
    await settled();
    expect(read.sort()).toEqual(['announced', 'camera']);
  });

  it('is found where it was sent before anybody asked', async () => {
    sent = [camera];
    side.again();
    await settled();
    expect(read).toEqual(['camera']);
  });

  it('no camera, while another script stands before it: is told, and covered with a mask on', async () => {
    const canvas = new page.MediaStreamTrack('canvas', 'video', { deviceId: 'of-a-canvas' });
    send(canvas);
    await settled();
    expect([offer(canvas), changed]).toEqual([null, []]);
    channel.addEventListener(ASK_CHANGED, () => channel.dispatchEvent(new Event(CHANGED_EVENT)));
    expect([offer(canvas), changed, read]).toEqual([masked, [true], []]);
    // The page's own picture of a camera that is masked already is its own affair.
    given = new page.MediaStreamTrack('given');
    expect(offer(camera, OFFERED)).toBe(given);
    announce(camera);
    await settled();
    expect([offer(canvas), changed, read]).toEqual([null, [true, false], ['camera']]);
    expect(effects).toEqual([]);
  });

  it('the page’s own picture of a camera from before the mask: covered as a whole, which is told until it is over', async () => {
    const canvas = new page.MediaStreamTrack('canvas', 'video', { deviceId: 'of-a-canvas' });
    const screen = new page.MediaStreamTrack('screen', 'video', { displaySurface: 'monitor' });
    outgoing.mayShowCamera = true;
    expect(offer(camera, OFFERED)).toBeNull();
    announce(camera);
    side.outputsChanged();
    await settled();
    expect([offer(canvas), effects]).toEqual([null, []]);
    outgoing.mayShowCamera = false;
    side.outputsChanged();
    await settled();
    expect([offer(screen), offer(masked), effects]).toEqual([null, null, []]);
    expect([offer(canvas), effects, changed]).toEqual([masked, [true], [false]]);
    outgoing.mayShowCamera = true;
    side.outputsChanged();
    expect([offer(canvas), effects]).toEqual([null, [true, false]]);
    outgoing.mayShowCamera = false;
    expect(offer(canvas)).toBe(masked);
    camera.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(effects).toEqual([true, false, true, false]);
  });
});
