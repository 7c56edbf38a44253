import vm from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANNOUNCE_AGAIN, announcedStream, CAMERA_OPENED } from '../../src/camera/announce';
import { installCameraHook } from '../../src/camera/gum-hook';

type PageWindow = Window & typeof globalThis;

/**
 * A page in a JavaScript realm of its own, as the hook finds it: its own Function, Promise and Proxy, and the
 * camera API with the shape that browsers give it. `answer` is what a request for the camera gets.
 */
const PAGE = `
  function MediaDevices() {}
  function Navigator() {}
  const define = (owner, name, value) =>
    Object.defineProperty(owner.prototype, name, { value, writable: true, enumerable: true, configurable: true });
  define(MediaDevices, 'getUserMedia', { getUserMedia(constraints) { return answer(constraints); } }.getUserMedia);
  for (const name of ['getUserMedia', 'webkitGetUserMedia']) {
    define(Navigator, name, { [name](constraints, onStream, onError) {
      answer(constraints).then((stream) => onStream(stream), onError);
    } }[name]);
  }
  globalThis.MediaDevices = MediaDevices;
  globalThis.Navigator = Navigator;
  globalThis.devices = new MediaDevices();
  globalThis.legacy = new Navigator();
`;

type Page = PageWindow & {
  answer: (constraints: unknown) => Promise<MediaStream>;
  devices: { getUserMedia(constraints: unknown): Promise<MediaStream> };
  legacy: {
    getUserMedia(constraints: unknown, onStream: unknown, onError?: unknown): void;
    webkitGetUserMedia(constraints: unknown, onStream: unknown, onError?: unknown): void;
  };
};

function openPage(): Page {
  const realm = vm.createContext();
  const window = vm.runInContext('globalThis', realm) as Page;
  const target = new EventTarget();
  Object.assign(window, {
    ...{ document, Event, MouseEvent, MediaStream, HTMLMediaElement },
    dispatchEvent: target.dispatchEvent.bind(target),
    addEventListener: target.addEventListener.bind(target),
  });
  vm.compileFunction(PAGE, [], { parsingContext: realm })();
  return window;
}

const makeTrack = (kind = 'video') =>
  ({ kind, readyState: 'live' }) as MediaStreamTrack & { readyState: string };
const makeStream = (...tracks: MediaStreamTrack[]): MediaStream => new MediaStream(tracks);

let page: Page;
let announced: MediaStreamTrack[][];
let carriers: HTMLVideoElement[];
const stray = vi.fn();

/** What the content script does. */
function listen(window: PageWindow): void {
  window.addEventListener(CAMERA_OPENED, (event) => {
    announced.push(announcedStream(event)!.getVideoTracks());
    carriers.push((event as MouseEvent).relatedTarget as HTMLVideoElement);
  });
}
/** Lets every promise settle, and Node notice those that nobody looks after. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  announced = [];
  carriers = [];
  stray.mockClear();
  process.on('unhandledRejection', stray);
  page = openPage();
  listen(page);
});
afterEach(() => {
  process.off('unhandledRejection', stray);
});

describe('the hooked getUserMedia', () => {
  it('gives the page the very promise and stream of the browser, and announces the camera', async () => {
    const [track, sound] = [makeTrack(), makeTrack('audio')];
    const stream = makeStream(track, sound);
    const promise = Promise.resolve(stream);
    page.answer = vi.fn(() => promise);
    installCameraHook(page);
    const constraints = { video: { width: 640 }, audio: true };
    const given = page.devices.getUserMedia(constraints);
    expect(given).toBe(promise);
    expect(await given).toBe(stream);
    expect(vi.mocked(page.answer).mock.calls).toEqual([[constraints]]);
    expect(announced).toEqual([[track]]);
    expect([stream.getVideoTracks(), stream.getAudioTracks()]).toEqual([[track], [sound]]);
  });

  it('has announced before the page goes on, and lets go of the stream', async () => {
    page.answer = async () => makeStream(makeTrack());
    installCameraHook(page);
    const countAtPage = await page.devices.getUserMedia({ video: true }).then(() => announced.length);
    expect(countAtPage).toBe(1);
    expect(carriers[0]!.srcObject).toBeNull();
    expect(carriers[0]!.isConnected).toBe(false);
  });

  it('passes a refusal on unchanged, and leaves no rejection that nobody looks after', async () => {
    const refusal = new DOMException('Permission denied', 'NotAllowedError');
    page.answer = () => Promise.reject(refusal);
    installCameraHook(page);
    await expect(page.devices.getUserMedia({ video: true })).rejects.toBe(refusal);
    await settle();
    expect(stray).not.toHaveBeenCalled();
    expect(announced).toEqual([]);
  });

  it.each([
    ['sound only', { audio: true }],
    ['no picture', { video: false, audio: true }],
    ['nothing', undefined],
    ['a shared screen, the old way', { video: { mandatory: { chromeMediaSource: 'desktop' } } }],
    ['a shared tab, the old way', { video: { chromeMediaSource: 'tab' } }],
    [
      'constraints that fight back',
      {
        get video() {
          throw new Error('Not for you.');
        },
      },
    ],
  ])('announces nothing to a page that asks for %s', async (_, constraints) => {
    const stream = makeStream(makeTrack());
    page.answer = async () => stream;
    installCameraHook(page);
    expect(await page.devices.getUserMedia(constraints)).toBe(stream);
    await settle();
    expect(announced).toEqual([]);
  });

  it('lets the page have what another extension put in the promise’s place', () => {
    page.answer = () => 'no promise' as never;
    installCameraHook(page);
    expect(page.devices.getUserMedia({ video: true })).toBe('no promise');
  });

  it('throws what the browser throws', () => {
    page.answer = () => {
      throw new TypeError('Illegal invocation');
    };
    installCameraHook(page);
    expect(() => page.devices.getUserMedia({ video: true })).toThrow(new TypeError('Illegal invocation'));
  });

  it.each(['getUserMedia', 'webkitGetUserMedia'] as const)(
    'gives the callbacks of the old %s the same',
    async (name) => {
      const stream = makeStream(makeTrack());
      page.answer = async () => stream;
      installCameraHook(page);
      const onStream = vi.fn();
      page.legacy[name]({ video: true }, onStream, null);
      await settle();
      expect(onStream.mock.calls).toEqual([[stream]]);
      expect(announced).toHaveLength(1);
      const refusal = new Error('No.');
      page.answer = () => Promise.reject(refusal);
      const onError = vi.fn();
      page.legacy[name]({ video: true }, onStream, onError);
      await settle();
      expect(onError.mock.calls).toEqual([[refusal]]);
      expect(onStream).toHaveBeenCalledOnce();
    },
  );
});

describe('the page', () => {
  const hooked = (window: Page): [object, string][] => [
    [window.MediaDevices.prototype, 'getUserMedia'],
    [window.Navigator.prototype, 'getUserMedia'],
    [window.Navigator.prototype, 'webkitGetUserMedia'],
    [window.Function.prototype, 'toString'],
  ];
  const look = (window: Page) =>
    hooked(window).map(([owner, name]) => {
      const { value, ...flags } = Object.getOwnPropertyDescriptor(owner, name)!;
      const text = window.Function.prototype.toString.call(value);
      return {
        name: value.name,
        length: value.length,
        flags,
        text,
        keys: Reflect.ownKeys(owner),
        own: Reflect.ownKeys(value),
      };
    });

  it('sees functions that look like the browser’s own', () => {
    const before = look(page);
    expect(before[0]!.text).toContain('answer(constraints)');
    const untouched = hooked(page).map(([owner, name]) => Reflect.get(owner, name));
    installCameraHook(page);
    expect(look(page)).toEqual(before);
    const now = hooked(page).map(([owner, name]) => Reflect.get(owner, name));
    for (const [i, value] of now.entries()) expect(value).not.toBe(untouched[i]);
    const own = page.eval('(function mine() { return 1; })');
    expect(`${page.Function.prototype.toString.call(own)}`).toBe('function mine() { return 1; }');
    expect(() => page.Function.prototype.toString.call({} as never)).toThrow();
  });

  it('has nothing new among its globals', () => {
    const before = Reflect.ownKeys(page);
    installCameraHook(page);
    expect(Reflect.ownKeys(page)).toEqual(before);
  });

  it('stays as it is where its prototypes are frozen', async () => {
    const stream = makeStream(makeTrack());
    page.answer = async () => stream;
    for (const [owner] of hooked(page)) Object.freeze(owner);
    const before = look(page);
    expect(() => installCameraHook(page)).not.toThrow();
    expect(look(page)).toEqual(before);
    expect(await page.devices.getUserMedia({ video: true })).toBe(stream);
  });

  it.each(['MediaDevices', 'MediaStream'])('stays as it is where %s is missing', (name) => {
    Reflect.deleteProperty(page, name);
    expect(() => installCameraHook(page)).not.toThrow();
  });

  it('cannot break the hook by replacing what it uses', async () => {
    page.answer = async () => makeStream(makeTrack());
    installCameraHook(page);
    const broken = (): never => {
      throw new Error('Replaced.');
    };
    page.document.createElement = broken;
    Object.assign(page, { MouseEvent: broken, MediaStream: broken, dispatchEvent: broken });
    try {
      await page.devices.getUserMedia({ video: true });
      expect(announced).toHaveLength(1);
    } finally {
      Reflect.deleteProperty(page.document, 'createElement');
    }
  });
});

describe('announcing again', () => {
  const again = (): boolean => page.dispatchEvent(new Event(ANNOUNCE_AGAIN));

  it('tells of the cameras that are still open, and of no others', async () => {
    const [first, second] = [makeTrack(), makeTrack()];
    installCameraHook(page);
    for (const track of [first, second]) {
      page.answer = async () => makeStream(track, makeTrack('audio'));
      await page.devices.getUserMedia({ video: true });
    }
    announced.length = 0;
    again();
    expect(announced).toEqual([[first], [second]]);
    announced.length = 0;
    first.readyState = 'ended';
    again();
    expect(announced).toEqual([[second]]);
  });

  it('tells nothing before there is a camera', () => {
    installCameraHook(page);
    again();
    expect(announced).toEqual([]);
  });
});

describe('announcedStream', () => {
  it('takes nothing from an event that only looks like an announcement', () => {
    const video = document.createElement('video');
    for (const relatedTarget of [null, document.createElement('div'), video]) {
      expect(announcedStream(new MouseEvent(CAMERA_OPENED, { relatedTarget }))).toBeNull();
    }
    expect(announcedStream(Object.assign(new Event(CAMERA_OPENED), { relatedTarget: video }))).toBeNull();
  });
});
