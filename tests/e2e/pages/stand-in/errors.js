/** Everything that can be refused, and what the page then holds in hand. */
import { caught, media, wait } from './describe.js';

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
