/** As much of a call page's window as the hook and the content script touch, with classes of its own each time. */

export function pageWindow() {
  class MediaStreamTrack extends EventTarget {
    #state = 'live';
    enabledNow = true;
    #kind: string;
    constructor(
      readonly name = 'track',
      kind = 'video',
      readonly settings: MediaTrackSettings = {},
    ) {
      super();
      this.#kind = kind;
    }
    get kind() {
      return this.#kind;
    }
    get readyState() {
      return this.#state;
    }
    get enabled() {
      return this.enabledNow;
    }
    set enabled(on: boolean) {
      this.enabledNow = on;
    }
    getSettings() {
      return this.settings;
    }
    stop() {
      this.#state = 'ended';
    }
    clone(): MediaStreamTrack {
      return new MediaStreamTrack(`clone of ${this.name}`, this.kind, this.settings);
    }
  }
  class MediaStream {
    tracks: MediaStreamTrack[];
    /** What it tells its listeners later: Blink does so whenever its last live track goes or a first one comes. */
    readonly events: string[] = [];
    constructor(tracks: MediaStreamTrack[]) {
      this.tracks = tracks;
    }
    get active() {
      return this.tracks.some(({ readyState }) => readyState === 'live');
    }
    #change(tracks: MediaStreamTrack[]) {
      const before = this.active;
      this.tracks = tracks;
      if (this.active !== before) this.events.push(this.active ? 'active' : 'inactive');
    }
    getVideoTracks() {
      return this.tracks.filter(({ kind }) => kind === 'video');
    }
    getAudioTracks() {
      return this.tracks.filter(({ kind }) => kind === 'audio');
    }
    addTrack(track: MediaStreamTrack) {
      this.#change([...this.tracks, track]);
    }
    removeTrack(track: MediaStreamTrack) {
      this.#change(this.tracks.filter((each) => each !== track));
    }
    clone() {
      return new MediaStream(this.tracks.map((track) => track.clone()));
    }
  }
  class MediaStreamTrackEvent extends Event {
    #track: MediaStreamTrack;
    constructor(name: string, { track }: { track: MediaStreamTrack }) {
      super(name);
      this.#track = track;
    }
    get track() {
      return this.#track;
    }
  }
  class MouseEvent extends Event {
    readonly relatedTarget: EventTarget | null;
    constructor(name: string, { relatedTarget }: { relatedTarget: EventTarget }) {
      super(name);
      this.relatedTarget = relatedTarget;
    }
  }
  /** What the browser answers next. */
  const browser: { answer: () => Promise<MediaStream>; asked: unknown[] } = {
    answer: () => Promise.resolve(new MediaStream([new MediaStreamTrack()])),
    asked: [],
  };
  class MediaDevices {
    getUserMedia(constraints?: unknown) {
      browser.asked.push(constraints);
      return browser.answer();
    }
    getDisplayMedia(options?: unknown) {
      browser.asked.push(options);
      return browser.answer();
    }
  }
  class Navigator {
    getUserMedia(_: unknown, done: (stream: MediaStream) => void, failed: (error: unknown) => void) {
      // As tasks, in which what the page throws is reported by the browser.
      browser.answer().then((stream) => setTimeout(() => reported(() => done(stream))), failed);
    }
  }
  /** `<usermedia>`: the user's click is what opens the camera, and `opened` what comes of it. */
  class HTMLUserMediaElement {
    #stream: MediaStream | null = null;
    get stream() {
      return this.#stream;
    }
    static opened(element: HTMLUserMediaElement, stream: MediaStream) {
      element.#stream = stream;
    }
  }
  /** `<camera>`. */
  class HTMLCameraElement {
    #track: MediaStreamTrack | null = null;
    get track() {
      return this.#track;
    }
    static opened(element: HTMLCameraElement, track: MediaStreamTrack) {
      element.#track = track;
    }
  }
  /** What was given to `queueMicrotask`. */
  const queued: unknown[] = [];
  /** What reached the page's `onerror`. */
  const errors: unknown[] = [];
  function reported(step: () => unknown): void {
    try {
      step();
    } catch (error) {
      errors.push(error);
    }
  }
  /** The hook patches `toString`: not in the tests' own world. */
  class PageFunction {
    toString() {
      return 'native';
    }
    declare bind: unknown;
  }
  PageFunction.prototype.bind = Function.prototype.bind;
  const language = { Error, TypeError, Object, Promise, Proxy, Reflect, WeakMap, WeakRef, WeakSet };
  const globals = { Event, EventTarget, ...language };
  const elements = { HTMLUserMediaElement, HTMLCameraElement };
  const media = { MediaStreamTrack, MediaStream, MediaStreamTrackEvent };
  const ours = { ...media, ...elements, MouseEvent, MediaDevices, Navigator };
  const tasks = {
    setTimeout: (step: () => void, ms: number) => setTimeout(step, ms),
    queueMicrotask(step: () => void) {
      queued.push(step);
      void Promise.resolve().then(() => reported(step));
    },
  };
  const window = Object.assign(new EventTarget(), globals, ours, tasks, {
    Array,
    String,
    Function: PageFunction,
  });
  // Its own top window, of an address.
  Object.assign(window, { top: window, location: { origin: 'https://call.test' } });
  return { window, hooked: window as never, browser, errors, queued, ...ours };
}

export type PageWindow = ReturnType<typeof pageWindow>;
