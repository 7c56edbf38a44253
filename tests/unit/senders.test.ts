import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFollow } from '../../src/hook/follow';
import { createNativeDisguise } from '../../src/hook/native-disguise';
import { prepareSenderHooks } from '../../src/hook/sender-hooks';
import { peerClasses } from './support/peer-classes';

/** As much of a browser's window as the hooks touch, with classes of its own for every test. */
function fakeWindow() {
  class MediaStreamTrack {
    #kind: string;
    #state = 'live';
    #enabled = true;
    #hint = '';
    constructor(kind = 'video') {
      this.#kind = kind;
    }
    get kind() {
      return this.#kind;
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
    get contentHint() {
      return this.#hint;
    }
    set contentHint(hint: string) {
      this.#hint = hint;
    }
    stop() {
      this.#state = 'ended';
    }
  }
  class MediaStream {
    constructor(readonly tracks: MediaStreamTrack[]) {}
    getTracks() {
      return this.tracks;
    }
  }
  const peers = peerClasses<MediaStreamTrack>();
  const classes = { MediaStreamTrack, MediaStream, ...peers };
  const language = {
    Error,
    TypeError,
    Object,
    Promise,
    Proxy,
    Reflect,
    String,
    Array,
    WeakMap,
    WeakRef,
    WeakSet,
  };
  const printing = { Function: { prototype: { toString: () => '' } } };
  return { ...classes, ...language, ...printing };
}

type Fake = ReturnType<typeof fakeWindow>;
type Track = InstanceType<Fake['MediaStreamTrack']>;

let fake: Fake;
let sync: () => void;
/** The browser's own, saved by the page before the hook. */
let savedAdd: (this: unknown, track: Track) => unknown;
let on: boolean;
let camera: Track;
let other: Track;
let made: Map<Track, Track>;

function setUp(): void {
  fake = fakeWindow();
  savedAdd = fake.RTCPeerConnection.prototype.addTrack;
  on = false;
  made = new Map();
  [camera, other] = [new fake.MediaStreamTrack(), new fake.MediaStreamTrack()];
  const window = fake as unknown as Window & typeof globalThis;
  const disguise = createNativeDisguise(window);
  // What the content script answers: cameras only, and the same track as long as it lives.
  const ask = (track: Track): Track | null => {
    if (!on || track === other || [...made.values()].includes(track)) return null;
    const running = made.get(track);
    if (running?.readyState === 'live') return running;
    const generated = new fake.MediaStreamTrack();
    made.set(track, generated);
    return generated;
  };
  const hookSenders = prepareSenderHooks(window, disguise, createFollow(window, disguise));
  sync = hookSenders(disguise.inRealm(window), ask as never);
}
beforeEach(setUp);

/** Long enough for everything that is under way. */
const settle = () => new Promise((resolve) => setTimeout(resolve));
const turn = (to: boolean): void => {
  on = to;
  sync();
};

describe('what senders carry', () => {
  it('is the page’s own track as long as nothing is switched on', async () => {
    const connection = new fake.RTCPeerConnection();
    const sender = connection.addTrack(camera);
    await settle();
    expect(sender.reallySends()).toBe(camera);
    expect(made.size).toBe(0);
    const shape = Object.getOwnPropertyDescriptor(fake.RTCRtpSender.prototype, 'track')!;
    expect(shape.get!.call(sender)).toBe(camera);
  });

  it('is found when the connection is described, also where the page had saved the function that adds it', async () => {
    turn(true);
    const connection = new fake.RTCPeerConnection();
    savedAdd.call(connection, camera);
    await settle();
    const [sender] = connection.getSenders();
    expect(sender!.reallySends()).toBe(camera);
    expect(await connection.setLocalDescription()).toBeUndefined();
    await settle();
    expect(sender!.reallySends()).toBe(made.get(camera));
    expect(sender!.track).toBe(camera);
  });

  it('follows the switch, while the page sees its own track; what is no longer sent ends', async () => {
    const connection = new fake.RTCPeerConnection();
    const sender = connection.addTrack(camera);
    turn(true);
    await settle();
    const replaced = made.get(camera)!;
    expect(sender.reallySends()).toBe(replaced);
    expect(sender.track).toBe(camera);
    expect(() => connection.addTrack(camera)).toThrow('InvalidAccessError');
    expect(await connection.getStats(camera)).toBe(true);
    turn(false);
    await settle();
    expect(sender.reallySends()).toBe(camera);
    expect(sender.track).toBe(camera);
    expect(replaced.readyState).toBe('ended');
    expect(camera.readyState).toBe('live');
  });

  it('is one and the same for several connections, and ends with the last of them', async () => {
    const connections = [0, 1, 2].map(() => new fake.RTCPeerConnection());
    const senders = connections.map((connection) => connection.addTrack(camera));
    turn(true);
    await settle();
    expect(new Set(senders.map((sender) => sender.reallySends()))).toEqual(new Set([made.get(camera)]));
    for (const sender of senders.slice(1)) sender.close();
    turn(true);
    expect(made.get(camera)!.readyState).toBe('live');
    senders[0]!.close();
    turn(true);
    expect(made.get(camera)!.readyState).toBe('ended');
  });

  it('hears what the page sets on its track', async () => {
    const sender = new fake.RTCPeerConnection().addTransceiver(camera).sender;
    camera.enabled = false;
    turn(true);
    await settle();
    expect(sender.reallySends()!.enabled).toBe(false);
    camera.enabled = true;
    camera.contentHint = 'detail';
    expect(sender.reallySends()).toMatchObject({ enabled: true, contentHint: 'detail' });
  });

  it('is found by the old ways, too', async () => {
    const connection = new fake.RTCPeerConnection();
    const stream = new fake.MediaStream([camera]);
    connection.addStream(stream);
    turn(true);
    await settle();
    expect(connection.senders[0]!.reallySends()).toBe(made.get(camera));
    connection.removeStream(stream);
    expect(connection.senders[0]!.track).toBeNull();
  });

  it('is refused as the browser refuses', async () => {
    const sender = new fake.RTCPeerConnection().addTrack(camera);
    turn(true);
    await settle();
    await expect(sender.replaceTrack(new fake.MediaStreamTrack('audio'))).rejects.toThrow(TypeError);
    await settle();
    expect(sender.track).toBe(camera);
    expect(sender.reallySends()).toBe(made.get(camera));
  });

  it('is right in the end, in whatever order page and user do things', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constantFrom('on', 'off', 'none', 'camera', 'other', 'wait'), who: fc.nat(1) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        setUp();
        const senders = [0, 1].map(() => new fake.RTCPeerConnection().addTransceiver('video').sender);
        const wanted: (Track | null)[] = [null, null];
        for (const { do: what, who } of steps) {
          if (what === 'on' || what === 'off') turn(what === 'on');
          else if (what === 'wait') await settle();
          else {
            wanted[who] = what === 'none' ? null : what === 'camera' ? camera : other;
            void senders[who]!.replaceTrack(wanted[who]!);
          }
        }
        await settle();
        senders.forEach((sender, n) => {
          const page = wanted[n]!;
          expect(sender.track).toBe(page);
          expect(sender.reallySends()).toBe(on && page === camera ? made.get(camera) : page);
        });
        const isSent = on && wanted.includes(camera);
        const running = made.get(camera);
        expect(running?.readyState ?? 'ended').toBe(isSent ? 'live' : 'ended');
        expect(camera.readyState).toBe('live');
      }),
    );
  });
});
