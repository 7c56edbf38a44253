import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HookLink, linkToHook } from '../../src/hook/channel/announce';
import { installCameraHook } from '../../src/hook/gum-hook';
import { type PageWindow, pageWindow } from './support/page-window';

const NO_ANSWERS = { given: () => null, sent: () => null };

/** Lets everything that is under way in promises and tasks happen. */
const settled = () => vi.advanceTimersByTimeAsync(1);

describe('the hook in the page', () => {
  let page: PageWindow;
  let lifetime: AbortController;
  let seen: string[];
  /** How much was seen when the page asked for something. */
  let asked: number[];

  beforeEach(() => {
    vi.useFakeTimers();
    page = pageWindow();
    lifetime = new AbortController();
    seen = [];
    asked = [];
  });
  afterEach(() => {
    lifetime.abort();
    vi.useRealTimers();
  });

  const link = (answers = NO_ANSWERS): HookLink =>
    linkToHook(
      page.hooked,
      {
        onTrack: (track) => seen.push((track as unknown as { name: string }).name),
        onShared: () => seen.push('shared'),
        onAsked: () => asked.push(seen.length),
      },
      lifetime,
      answers,
    );

  /** Installs it before the page's own scripts, as the browser does. */
  function install(answers = NO_ANSWERS): HookLink {
    installCameraHook(page.hooked);
    return link(answers);
  }

  const answerWith = (...tracks: InstanceType<PageWindow['MediaStreamTrack']>[]) => {
    const stream = new page.MediaStream(tracks);
    page.browser.answer = () => Promise.resolve(stream);
    return stream;
  };

  it('tells that the page asks, before the browser has answered, and without a look at what it asks for', async () => {
    install().outputsKnown();
    answerWith(new page.MediaStreamTrack('camera'));
    const wanted = {
      get video() {
        seen.push('looked at');
        return true;
      },
    };
    const stream = new page.MediaDevices().getUserMedia(wanted as never);
    expect(asked).toEqual([0]);
    await settled();
    await stream;
    expect(seen).toEqual(['camera']);
  });

  describe('when a screen is shared', () => {
    let devices: InstanceType<PageWindow['MediaDevices']>;
    let screen: InstanceType<PageWindow['MediaStreamTrack']>;

    beforeEach(() => {
      devices = new page.MediaDevices();
      screen = new page.MediaStreamTrack('screen');
    });

    it('gives the page the browser’s own stream and tells, once and whenever asked', async () => {
      const hook = install();
      const stream = answerWith(screen);
      expect(await devices.getDisplayMedia({ video: true })).toBe(stream);
      expect(page.browser.asked).toEqual([{ video: true }]);
      expect(seen).toEqual(['shared']);
      hook.askShared();
      expect(seen).toEqual(['shared', 'shared']);
    });

    it('never announces the screen’s track, nor its clones, nor its sound', async () => {
      const hook = install();
      const stream = answerWith(screen, new page.MediaStreamTrack('sound', 'audio'));
      await devices.getDisplayMedia();
      screen.clone();
      stream.clone();
      hook.again();
      expect(seen).toEqual(['shared']);
    });

    it('is silent as soon as all of its tracks have ended', async () => {
      const hook = install();
      answerWith(screen);
      await devices.getDisplayMedia();
      const other = new page.MediaStreamTrack('another screen');
      answerWith(other);
      await devices.getDisplayMedia();
      seen = [];
      screen.stop();
      hook.askShared();
      expect(seen).toEqual(['shared']);
      other.stop();
      hook.askShared();
      expect(seen).toEqual(['shared']);
    });

    it('is silent about sound without a picture', async () => {
      install();
      answerWith(new page.MediaStreamTrack('sound', 'audio'));
      await devices.getDisplayMedia();
      expect(seen).toEqual([]);
    });

    it('hands on the browser’s refusal', async () => {
      install();
      const refusal = new TypeError('no');
      page.browser.answer = () => Promise.reject(refusal);
      await expect(devices.getDisplayMedia()).rejects.toBe(refusal);
      expect(seen).toEqual([]);
    });

    it('tells a content script that comes later', async () => {
      installCameraHook(page.hooked);
      answerWith(screen);
      await devices.getDisplayMedia();
      link();
      expect(seen).toEqual(['shared']);
    });

    it('works on what was there before the page replaced it', async () => {
      const hook = install();
      answerWith(screen);
      page.MediaStream.prototype.getVideoTracks = () => [];
      const readyState = { configurable: true, get: () => 'ended' };
      Object.defineProperty(page.MediaStreamTrack.prototype, 'readyState', readyState);
      Object.assign(page.window, { Event: null, Reflect: null, WeakRef: null });
      await devices.getDisplayMedia();
      hook.askShared();
      expect(seen).toEqual(['shared', 'shared']);
    });

    it('is not misled by what the page adds to every object', async () => {
      install();
      answerWith(screen);
      Object.assign(Object.prototype, { get: () => null, set: () => {}, bubbles: true });
      try {
        await devices.getDisplayMedia();
      } finally {
        for (const name of ['get', 'set', 'bubbles']) Reflect.deleteProperty(Object.prototype, name);
      }
      expect(seen).toEqual(['shared']);
    });

    it('takes itself away with the content script', () => {
      const { getDisplayMedia } = page.MediaDevices.prototype;
      install();
      expect(page.MediaDevices.prototype.getDisplayMedia).not.toBe(getDisplayMedia);
      lifetime.abort();
      expect(page.MediaDevices.prototype.getDisplayMedia).toBe(getDisplayMedia);
    });

    describe('by a page that decides which window comes to the front', () => {
      beforeEach(() => {
        Object.assign(page.window, { CaptureController: class {} });
        install();
      });

      it('gives it the browser’s own promise, and tells', async () => {
        const own = Promise.resolve(answerWith(screen));
        page.browser.answer = () => own;
        expect(devices.getDisplayMedia({ controller: {} })).toBe(own);
        await own;
        expect(seen).toEqual(['shared']);
        expect(Reflect.ownKeys(own)).toEqual([]);
      });

      it('reports no refusal of its own', async () => {
        const own = Promise.reject(new TypeError('no'));
        page.browser.answer = () => own;
        const unhandled = vi.fn();
        process.on('unhandledRejection', unhandled);
        await expect(devices.getDisplayMedia({ controller: {} })).rejects.toThrow('no');
        await vi.advanceTimersByTimeAsync(10);
        process.off('unhandledRejection', unhandled);
        expect(unhandled).not.toHaveBeenCalled();
      });

      it.each([
        ['nothing', undefined],
        ['a number', 5],
        ['other options', { video: true }],
        [
          'options that refuse to be asked',
          new Proxy(
            {},
            {
              has: () => {
                throw new Error('from the page');
              },
            },
          ),
        ],
      ])('with %s: as any other page', async (_, options) => {
        const stream = answerWith(screen);
        expect(await devices.getDisplayMedia(options)).toBe(stream);
        expect(seen).toEqual(['shared']);
      });
    });
  });

  describe('when a camera is opened in the old way, with functions', () => {
    let camera: InstanceType<PageWindow['MediaStreamTrack']>;
    let masked: InstanceType<PageWindow['MediaStreamTrack']>;
    let given: InstanceType<PageWindow['MediaStream']>[];
    let hook: HookLink;

    beforeEach(() => {
      camera = new page.MediaStreamTrack('camera', 'video', { deviceId: 'cam-1' });
      masked = new page.MediaStreamTrack('masked');
      given = [];
      hook = install({ given: () => masked as never, sent: () => null } as never);
      answerWith(camera);
    });

    const open = (onStream = (stream: (typeof given)[number]) => void given.push(stream)) =>
      new page.Navigator().getUserMedia({ video: true }, onStream, () => {});

    it('waits until it is known what to give', async () => {
      open();
      await vi.advanceTimersByTimeAsync(100);
      expect(given).toEqual([]);
      hook.outputsKnown();
      await settled();
      expect(given.map(({ tracks }) => tracks)).toEqual([[masked]]);
    });

    it('does not wait for ever', async () => {
      open();
      await vi.advanceTimersByTimeAsync(1000);
      expect(given.map(({ tracks }) => tracks)).toEqual([[masked]]);
    });

    it('is answered by itself, so that nothing of ours is below it', async () => {
      hook.outputsKnown();
      open();
      await settled();
      expect(given.map(({ tracks }) => tracks)).toEqual([[masked]]);
      expect(page.queued).toHaveLength(1);
    });

    it.each([
      ['at once', true],
      ['after a wait', false],
    ])('leaves what the page’s function throws to the page: %s', async (_, known) => {
      const thrown = new RangeError('from the page');
      const unhandled = vi.fn();
      process.on('unhandledRejection', unhandled);
      if (known) hook.outputsKnown();
      open(() => {
        throw thrown;
      });
      await settled();
      hook.outputsKnown();
      await settled();
      process.off('unhandledRejection', unhandled);
      expect(page.errors).toEqual([thrown]);
      expect(unhandled).not.toHaveBeenCalled();
    });
  });
});
