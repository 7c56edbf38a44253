import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HookLink, linkToHook } from '../../src/hook/channel/announce';
import { installCameraHook } from '../../src/hook/gum-hook';
import { type PageWindow, pageWindow } from './support/page-window';

type Track = InstanceType<PageWindow['MediaStreamTrack']>;
type Stream = InstanceType<PageWindow['MediaStream']>;

describe('a camera that an element of the page opens', () => {
  let page: PageWindow;
  let lifetime: AbortController;
  let seen: string[];
  /** What the content script answers. */
  let answer: Track | null;
  let camera: Track;
  let masked: Track;

  beforeEach(() => {
    page = pageWindow();
    lifetime = new AbortController();
    seen = [];
    answer = null;
    camera = new page.MediaStreamTrack('camera', 'video', { deviceId: 'cam-1' });
    masked = new page.MediaStreamTrack('masked');
  });
  afterEach(() => lifetime.abort());

  function link(): HookLink {
    const onTrack = (track: unknown) => void seen.push((track as Track).name);
    const answers = { given: () => answer as never, sent: () => null };
    const hook = linkToHook(page.hooked, { onTrack, onShared: () => {} }, lifetime, answers);
    hook.outputsKnown();
    return hook;
  }

  function install(): HookLink {
    installCameraHook(page.hooked);
    return link();
  }

  /** A `<usermedia>` that the user has clicked. */
  function opened(stream: Stream) {
    const element = new page.HTMLUserMediaElement();
    page.HTMLUserMediaElement.opened(element, stream);
    return element;
  }

  /** A `<camera>` that the user has clicked. */
  function openedCamera() {
    const element = new page.HTMLCameraElement();
    page.HTMLCameraElement.opened(element, camera);
    return element;
  }

  const both = () => new page.MediaStream([new page.MediaStreamTrack('voice', 'audio'), camera]);
  const names = (stream: Stream | null) => stream?.tracks.map(({ name }) => name);
  const getterOf = (owner: object, name: string) => Object.getOwnPropertyDescriptor(owner, name)?.get;

  it('is announced with its microphone, once, however often the page reads it', () => {
    install();
    const stream = both();
    const element = opened(stream);
    expect(seen).toEqual([]);
    for (let n = 0; n < 3; n++) expect(element.stream).toBe(stream);
    expect(seen).toEqual(['camera', 'voice']);
    expect(names(stream)).toEqual(['voice', 'camera']);
  });

  it('is replaced before the page first sees it', () => {
    install();
    answer = masked;
    const element = opened(both());
    expect(names(element.stream)).toEqual(['voice', 'masked']);
    answer = new page.MediaStreamTrack('masked twice');
    expect(names(element.stream)).toEqual(['voice', 'masked']);
    expect(element.stream?.events).toEqual([]);
  });

  it('is announced anew with each stream of the element', () => {
    install();
    const element = opened(both());
    expect(element.stream).not.toBeNull();
    const again = new page.MediaStreamTrack('again', 'video', { deviceId: 'cam-1' });
    page.HTMLUserMediaElement.opened(element, new page.MediaStream([again]));
    expect(names(element.stream)).toEqual(['again']);
    expect(seen).toEqual(['camera', 'voice', 'again']);
  });

  it('is nothing before the click, and a microphone alone is not announced', () => {
    install();
    expect(new page.HTMLUserMediaElement().stream).toBeNull();
    expect(new page.HTMLCameraElement().track).toBeNull();
    const stream = new page.MediaStream([new page.MediaStreamTrack('voice', 'audio')]);
    expect(opened(stream).stream).toBe(stream);
    expect(seen).toEqual([]);
  });

  it('without a stream: announced once, and the same track at each look', () => {
    install();
    const element = openedCamera();
    for (let n = 0; n < 3; n++) expect(element.track).toBe(camera);
    // The page has it already: from now on it is replaced on its way to others only.
    answer = masked;
    expect(element.track).toBe(camera);
    expect(seen).toEqual(['camera']);
  });

  it('without a stream: replaced before the page first sees it', () => {
    install();
    answer = masked;
    const element = openedCamera();
    for (let n = 0; n < 3; n++) {
      expect(element.track).toBe(masked);
      answer = null;
    }
    expect(seen).toEqual(['camera']);
  });

  it('is given as it is and announced later where no content script is there yet', () => {
    installCameraHook(page.hooked);
    const element = opened(both());
    answer = masked;
    expect(names(element.stream)).toEqual(['voice', 'camera']);
    link();
    expect(seen).toEqual(['camera', 'voice']);
    expect(names(element.stream)).toEqual(['voice', 'camera']);
  });

  it('keeps the getters as they were: place, flags, name, printed form, refusals', () => {
    const cases = [
      [page.HTMLUserMediaElement.prototype, 'stream'],
      [page.HTMLCameraElement.prototype, 'track'],
    ] as const;
    const shape = () =>
      cases.map(([owner, name]) => {
        const { get, ...rest } = Object.getOwnPropertyDescriptor(owner, name)!;
        let refusal: unknown;
        try {
          get!.call({});
        } catch (error) {
          refusal = (error as Error).message;
        }
        return [Reflect.ownKeys(owner), rest, get!.name, get!.length, Reflect.ownKeys(get!), refusal];
      });
    const before = shape();
    const natives = cases.map(([owner, name]) => getterOf(owner, name));
    install();
    expect(shape()).toEqual(before);
    expect(cases.map(([owner, name]) => getterOf(owner, name))).not.toEqual(natives);
    lifetime.abort();
    expect(cases.map(([owner, name]) => getterOf(owner, name))).toEqual(natives);
  });

  it('still is the one that the page was given after the extension has gone', () => {
    install();
    answer = masked;
    const element = openedCamera();
    expect(element.track).toBe(masked);
    lifetime.abort();
    expect(element.track).toBe(masked);
  });

  it('is found where the page has frozen the classes and replaced what it could', () => {
    install();
    for (const { prototype } of [page.HTMLUserMediaElement, page.HTMLCameraElement]) Object.freeze(prototype);
    page.MediaStream.prototype.getVideoTracks = () => [];
    Object.assign(page.window, { WeakMap: null, WeakSet: null, Reflect: null });
    answer = masked;
    expect(names(opened(both()).stream)).toEqual(['voice', 'masked']);
    expect(openedCamera().track).toBe(masked);
  });

  it('does not keep the hook from browsers that know no such elements', () => {
    Object.assign(page.window, { HTMLUserMediaElement: undefined, HTMLCameraElement: undefined });
    expect(() => install()).not.toThrow();
  });
});
