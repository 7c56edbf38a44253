/** Everything that can be refused, and what the page then holds in hand. */
import { caught, media, stop, wait } from './describe.js';

const NOWHERE = { video: { deviceId: { exact: 'no-such-camera' } } };

export const errorProbes = {
  nothingAsked: () => caught(() => media.getUserMedia({})),
  noArgument: () => caught(() => media.getUserMedia()),
  nullAsked: () => caught(() => media.getUserMedia(null)),
  notAnObject: () => caught(() => media.getUserMedia(5)),
  impossibleSize: () => caught(() => media.getUserMedia({ video: { width: { exact: 99_999 } } })),
  noSuchCamera: () => caught(() => media.getUserMedia(NOWHERE)),
  badConstraint: () => caught(() => media.getUserMedia({ video: { width: { min: 'wide' } } })),
  detached: () => {
    const getUserMedia = window.__cached;
    return caught(() => getUserMedia({ video: true }));
  },
  foreignThis: () => caught(() => window.__cached.call(navigator, { video: true })),
  desktop: () =>
    caught(() =>
      media.getUserMedia({
        video: { mandatory: { chromeMediaSource: 'desktop', chromeMediaSourceId: 'x' } },
      }),
    ),
  throwingGetter: () =>
    caught(() =>
      media.getUserMedia({
        get video() {
          throw new RangeError('from the page');
        },
      }),
    ),
  /** Each constraint is read as often as the browser reads it. */
  reads: async () => {
    const seen = [];
    const get = (target, name) => {
      seen.push(String(name));
      return target[name];
    };
    const asked = new Proxy({ audio: false, video: false }, { get });
    await caught(() => media.getUserMedia(asked));
    return seen;
  },
  refused: () => caught(() => media.getUserMedia({ video: true })),
  retry: async () => {
    const first = await caught(() => media.getUserMedia(NOWHERE));
    return [first.name, await caught(() => media.getUserMedia({ video: true }))];
  },
  /** A rejection that nobody handles is reported once, as ever; one that is handled is not. */
  unhandled: async () => {
    window.__unhandled.length = 0;
    void media.getUserMedia({});
    await wait(50);
    const unhandled = [...window.__unhandled];
    await media.getUserMedia({}).catch(() => {});
    await wait(50);
    return { unhandled, after: window.__unhandled.length };
  },
  legacyMisuse: async () => [
    await caught(() => navigator.getUserMedia({ video: true })),
    await caught(() => navigator.getUserMedia({ video: true }, () => {})),
    await caught(() => navigator.webkitGetUserMedia({ video: true }, 5, 5)),
    await caught(() => new Promise((resolve, reject) => navigator.getUserMedia(NOWHERE, resolve, reject))),
  ],
  /** What connections refuse, and how. */
  refusedToSend: async () => {
    const near = new RTCPeerConnection();
    const stream = await media.getUserMedia({ video: true, audio: true });
    const [video] = stream.getVideoTracks();
    const [audio] = stream.getAudioTracks();
    const sender = near.addTrack(video, stream);
    window.__unhandled.length = 0;
    const answers = [
      await caught(() => near.addTrack(video, stream)),
      await caught(() => near.addTrack()),
      await caught(() => near.addTrack(null)),
      await caught(() => near.addTrack({})),
      await caught(() => near.addTransceiver('no such kind')),
      await caught(() => near.addTransceiver()),
      await caught(() => near.addStream({})),
      await caught(() => near.removeStream()),
      await caught(() => near.getStats(audio)),
      await caught(() => near.getStats(5)),
      await caught(() => sender.replaceTrack()),
      await caught(() => sender.replaceTrack({})),
      await caught(() => sender.replaceTrack(audio)),
      await caught(() => RTCRtpSender.prototype.replaceTrack.call({}, video)),
      await caught(() => RTCRtpSender.prototype.replaceTrack.call(near, video)),
    ];
    const promise = sender.replaceTrack(video);
    const type = [promise.constructor === Promise, Reflect.ownKeys(promise), (await promise) === undefined];
    near.close();
    answers.push(await caught(() => near.addTrack(audio)), await caught(() => sender.replaceTrack(null)));
    void sender.replaceTrack(null);
    await wait(50);
    stop(stream);
    return { answers, type, unhandled: [...window.__unhandled], kept: sender.track === video };
  },
  promise: async () => {
    const promise = media.getUserMedia({});
    promise.catch(() => {});
    const order = [];
    promise.catch(() => order.push('asked'));
    await Promise.resolve().then(() => order.push('microtask'));
    return {
      type: promise.constructor === Promise && promise instanceof Promise,
      own: Reflect.ownKeys(promise).map(String),
      prototype: Object.getPrototypeOf(promise) === Promise.prototype,
    };
  },
};
