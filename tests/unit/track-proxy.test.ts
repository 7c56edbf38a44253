import { beforeEach, describe, expect, it } from 'vitest';
import { createFollow } from '../../src/hook/follow';
import { createNativeDisguise } from '../../src/hook/native-disguise';
import { prepareTrackDisguise, type TrackDisguise } from '../../src/hook/track-proxy';

/** As much of a browser's window as the disguise touches, with classes of its own for every test. */
function fakeWindow() {
  class MediaStreamTrack extends EventTarget {
    #state = 'live';
    #enabled = true;
    applied: unknown = null;
    constructor(readonly name: string) {
      super();
    }
    get label() {
      return `label of ${this.name}`;
    }
    get muted() {
      return this.name === 'camera';
    }
    get readyState() {
      return this.#state;
    }
    get enabled() {
      return this.#enabled;
    }
    set enabled(on: boolean) {
      this.#enabled = on;
    }
    getSettings() {
      return { of: this.name };
    }
    applyConstraints(constraints: unknown) {
      this.applied = constraints;
    }
    stop() {
      this.#state = 'ended';
    }
    clone(): MediaStreamTrack {
      return new MediaStreamTrack(`clone of ${this.name}`);
    }
  }
  class Generator extends MediaStreamTrack {
    get writable() {
      return true;
    }
  }
  class MediaStream {
    constructor(readonly tracks: MediaStreamTrack[]) {}
    getVideoTracks() {
      return this.tracks;
    }
    clone() {
      return new MediaStream(this.tracks.map((track) => track.clone()));
    }
  }
  const language = { Error, TypeError, Object, Proxy, Reflect, Set, String, WeakMap };
  const printing = { Function: { prototype: { toString: () => '' } } };
  return { Event, EventTarget, ...language, ...printing, MediaStreamTrack, Generator, MediaStream };
}

type Fake = ReturnType<typeof fakeWindow>;
type Track = InstanceType<Fake['MediaStreamTrack']>;

describe('a disguised track', () => {
  let fake: Fake;
  let camera: Track;
  let track: Track;
  let plain: Track;
  let isOurs: (value: unknown) => boolean;
  let disguise: TrackDisguise;
  let put: () => void;

  beforeEach(() => {
    fake = fakeWindow();
    camera = new fake.MediaStreamTrack('camera');
    track = new fake.Generator('generator');
    plain = new fake.MediaStreamTrack('plain');
    const natives = createNativeDisguise(fake as never);
    isOurs = natives.isOurs;
    disguise = prepareTrackDisguise(
      fake as never,
      natives,
      createFollow(globalThis as never, natives),
    )(natives.inRealm(fake as never));
    put = () => disguise.put(track as never, camera as never);
  });

  it('nothing is patched before the first one', () => {
    const { MediaStreamTrack, MediaStream } = fakeWindow();
    const names = (owner: object) => Object.keys(Object.getOwnPropertyDescriptors(owner));
    const getSettings = () => fake.MediaStreamTrack.prototype.getSettings;
    expect(isOurs(getSettings())).toBe(false);
    expect(names(fake.MediaStreamTrack.prototype)).toEqual(names(MediaStreamTrack.prototype));
    const before = Object.getOwnPropertyDescriptors(fake.MediaStreamTrack.prototype);
    put();
    const after = Object.getOwnPropertyDescriptors(fake.MediaStreamTrack.prototype);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [name, { enumerable, configurable }] of Object.entries(before)) {
      expect(after[name as keyof typeof after]).toMatchObject({ enumerable, configurable });
    }
    expect(names(fake.MediaStream.prototype)).toEqual(names(MediaStream.prototype));
    expect(isOurs(getSettings())).toBe(true);
  });

  it('is not possible where the page has frozen the class of tracks', () => {
    expect(disguise.isPossible).toBe(true);
    Object.freeze(fake.MediaStreamTrack.prototype);
    expect(disguise.isPossible).toBe(false);
  });

  it('says what the camera says, and has no class of its own', () => {
    put();
    expect(track.label).toBe('label of camera');
    expect(track.muted).toBe(true);
    expect(track.getSettings()).toEqual({ of: 'camera' });
    track.applyConstraints({ frameRate: 10 });
    expect(camera.applied).toEqual({ frameRate: 10 });
    expect(Object.getPrototypeOf(track)).toBe(fake.MediaStreamTrack.prototype);
    expect('writable' in track).toBe(false);
  });

  it('other tracks are as they were', () => {
    put();
    expect(plain.label).toBe('label of plain');
    expect(plain.getSettings()).toEqual({ of: 'plain' });
    expect(plain.clone().label).toBe('label of clone of plain');
    plain.enabled = false;
    plain.stop();
    expect([camera.enabled, camera.readyState]).toEqual([true, 'live']);
  });

  it('a call on something else throws what it threw before', () => {
    const read = () =>
      Object.getOwnPropertyDescriptor(fake.MediaStreamTrack.prototype, 'enabled')!.get!.call({});
    const message = (): string => {
      try {
        read();
        return '';
      } catch (error) {
        return String(error);
      }
    };
    const before = message();
    put();
    expect(message()).toBe(before);
    expect(before).toContain('TypeError');
  });

  it('the camera stops with the last of its clones, and is on while one of them is', () => {
    put();
    const copy = track.clone();
    const [fromStream] = new fake.MediaStream([track]).clone().tracks;
    expect([copy.label, fromStream!.label]).toEqual(['label of camera', 'label of camera']);
    track.enabled = false;
    copy.enabled = false;
    expect(camera.enabled).toBe(true);
    fromStream!.stop();
    expect([camera.enabled, camera.readyState]).toEqual([false, 'live']);
    copy.enabled = true;
    expect(camera.enabled).toBe(true);
    copy.stop();
    expect(camera.readyState).toBe('live');
    track.stop();
    expect(camera.readyState).toBe('ended');
  });

  it('ends with the camera, with all of its clones, where nothing else can end them', () => {
    const heard: string[] = [];
    const end = (disguised: TrackDisguise, from: Track, own: Track): string[] => {
      disguised.put(own as never, from as never);
      const [copy, stopped] = [own.clone(), own.clone()];
      stopped.stop();
      heard.length = 0;
      for (const [name, each] of Object.entries({ own, copy, stopped })) {
        each.addEventListener('ended', () => heard.push(name));
      }
      from.dispatchEvent(new Event('ended'));
      from.dispatchEvent(new Event('ended'));
      return [...heard, own.readyState, copy.readyState];
    };
    expect(end(disguise, camera, track)).toEqual(['own', 'copy', 'ended', 'ended']);
    // Chromium's generator does it by itself.
    const other = Object.assign(fakeWindow(), { MediaStreamTrackGenerator: class {} });
    const natives = createNativeDisguise(other as never);
    const follow = createFollow(globalThis as never, natives);
    const by = prepareTrackDisguise(other as never, natives, follow)(natives.inRealm(other as never));
    const [theirs, generated] = [new other.MediaStreamTrack('camera'), new other.Generator('generator')];
    expect(end(by, theirs, generated)).toEqual(['live', 'live']);
  });

  it('hears when the camera is muted', () => {
    put();
    const heard: string[] = [];
    const copy = track.clone();
    track.addEventListener('mute', () => heard.push('track'));
    copy.addEventListener('unmute', () => heard.push('copy'));
    camera.dispatchEvent(new Event('mute'));
    camera.dispatchEvent(new Event('unmute'));
    expect(heard).toEqual(['track', 'copy']);
  });
});
