/** The many ways in which call pages ask for the camera. */
import { describeStream, media, stop } from './describe.js';

/** What Zoom's client asks for. */
const zoom = (deviceId) => ({
  audio: false,
  video: {
    deviceId: { exact: deviceId },
    pan: true,
    tilt: true,
    zoom: true,
    aspectRatio: { ideal: 16 / 9 },
    width: { ideal: 640 },
    height: { ideal: 360 },
    frameRate: { ideal: 20 },
    advanced: [{ width: 640 }, { height: 360 }],
  },
});

async function look(asking) {
  const stream = await asking;
  const seen = await describeStream(stream);
  stop(stream);
  return { ...seen, after: stream.getTracks().map((track) => track.readyState), active: stream.active };
}

const cameras = async () => (await media.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');

export const askProbes = {
  early: () => window.__early && look(window.__early),
  video: () => look(media.getUserMedia({ video: true })),
  audioOnly: () => look(media.getUserMedia({ audio: true })),
  both: () => look(media.getUserMedia({ audio: true, video: true })),
  cached: () => look(window.__cached.call(navigator.mediaDevices, { video: { width: 320, height: 240 } })),
  prototype: () =>
    look(MediaDevices.prototype.getUserMedia.apply(media, [{ video: { width: { ideal: 640 } } }])),
  bound: () => look(media.getUserMedia.bind(media)({ video: { facingMode: 'user' } })),
  legacy: () =>
    look(new Promise((resolve, reject) => navigator.getUserMedia({ video: true }, resolve, reject))),
  webkit: () =>
    look(
      new Promise((resolve, reject) =>
        navigator.webkitGetUserMedia({ audio: true, video: true }, resolve, reject),
      ),
    ),
  overlapping: async () => {
    const asked = [320, 640, 1280, 640, 320].map((width) => media.getUserMedia({ video: { width } }));
    const streams = await Promise.all(asked);
    const ids = new Set(streams.flatMap((stream) => stream.getTracks().map((track) => track.id)));
    const seen = await Promise.all(streams.map(describeStream));
    stop(...streams);
    return { different: ids.size, seen };
  },
  zoom: async () => {
    const probe = await media.getUserMedia({ audio: true, video: true });
    stop(probe);
    const [camera] = await cameras();
    return look(media.getUserMedia(zoom(camera.deviceId)));
  },
  eachCamera: async () => {
    const seen = [];
    for (const { deviceId } of await cameras()) {
      seen.push(await look(media.getUserMedia({ video: { deviceId: { exact: deviceId } } })));
    }
    return seen;
  },
  replacedByPage: async () => {
    // A page, or a library in it, that puts its own function over the built-in and takes it away again.
    const { getUserMedia } = media;
    media.getUserMedia = (...args) => getUserMedia.apply(media, args);
    const seen = await look(media.getUserMedia({ video: true }));
    return { ...seen, gone: delete media.getUserMedia && media.getUserMedia === getUserMedia };
  },
};
