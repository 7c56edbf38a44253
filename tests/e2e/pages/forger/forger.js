/**
 * Speaks the extension's own words without being it: announces pictures that are no camera, floods every channel a page
 * has, and tries the extension's interfaces. `window.__forger.attack(face)` does it all once; `face` is a picture's URL.
 */
const EVENTS = ['emojigen:offer', 'emojigen:ask', 'emojigen:newer'];

/** A channel of the page's own, in case somebody takes it: everything that is said on it is a lie. */
const channel = new EventTarget();

/** How often somebody took it, or offered another one when asked. */
let heard = 0;
for (const name of ['take', 'again', 'free']) channel.addEventListener(name, () => heard++);
window.addEventListener('emojigen:offer', ({ relatedTarget }) => {
  if (relatedTarget !== channel && !(relatedTarget instanceof Node) && relatedTarget) heard++;
});

let streams = null;

/** A face on a canvas, and the same as a remote peer's video: what a careless reader would take for the camera. */
async function forgedStreams(face) {
  const picture = new Image();
  picture.src = face;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const context = canvas.getContext('2d');
  setInterval(() => {
    context.drawImage(picture, 0, 0, 640, 480);
    context.fillRect(0, 0, 4 + (Date.now() % 8), 4);
  }, 50);
  const drawn = canvas.captureStream(20);

  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
  far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
  const received = new Promise((resolve) => {
    far.ontrack = ({ track }) => resolve(new MediaStream([track]));
  });
  near.addTrack(drawn.getVideoTracks()[0]);
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription);
  return [drawn, await received];
}

/** A track that lies about itself. */
function lie(stream) {
  const [track] = stream.getVideoTracks();
  track.getSettings = () => ({ deviceId: 'default', width: 640, height: 480 });
  navigator.mediaDevices.enumerateDevices = async () => [
    { kind: 'videoinput', deviceId: 'default', label: 'Camera' },
  ];
  return stream;
}

function announce(name, relatedTarget) {
  for (const target of [window, document, document.documentElement]) {
    target.dispatchEvent(new MouseEvent(name, { relatedTarget, bubbles: true, composed: true }));
  }
}

function tryExtension() {
  const messages = [
    { to: 'background', type: 'change-settings', patch: { site: { host: 'localhost', on: true } } },
    {
      to: 'background',
      type: 'span',
      span: { expression: 'happy', start: 1, duration: 1000, confidence: 1 },
    },
    { to: 'call', type: 'pause' },
    { to: 'offscreen', type: 'settings', settings: {} },
  ];
  for (const message of messages) {
    try {
      window.chrome?.runtime?.sendMessage?.(message);
    } catch {
      // A page has no such interface: what is hoped for.
    }
    window.postMessage(message, '*');
    for (const name of EVENTS) window.dispatchEvent(new CustomEvent(name, { detail: message }));
  }
}

async function attack(face) {
  streams ??= (await forgedStreams(face)).map(lie);
  for (const name of EVENTS) {
    for (const stream of streams) {
      const video = document.createElement('video');
      video.srcObject = stream;
      announce(name, video);
    }
    announce(name, channel);
    for (const stream of streams) {
      const [track] = stream.getVideoTracks();
      for (const word of ['opened', 'announced'])
        channel.dispatchEvent(new MediaStreamTrackEvent(word, { track }));
    }
    const empty = document.createElement('video');
    const stopped = document.createElement('video');
    stopped.srcObject = new MediaStream();
    for (const target of [null, document.body, empty, stopped]) announce(name, target);
    window.dispatchEvent(new Event(name));
  }
  for (let n = 0; n < 200; n++) tryExtension();
}

window.__forger = {
  attack,
  get heard() {
    return heard;
  },
};
