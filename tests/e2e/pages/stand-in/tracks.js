/** What call pages do with a camera track once they have it. */
import { brightness, describeTrack, media, stop, wait } from './describe.js';

const open = async (video = true) => (await media.getUserMedia({ video })).getVideoTracks()[0];

/** As pages under Trusted Types do. */
const policy = window.trustedTypes?.createPolicy('stand-in', { createScriptURL: (url) => url });
const scriptUrl = (url) => policy?.createScriptURL(url) ?? url;

async function counted(worker, ms) {
  await wait(ms);
  const count = new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
  });
  worker.postMessage('count');
  return count;
}

/** Two peers in this page; what the far end decodes is what a real one would see. */
async function peers() {
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
  far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
  const received = new Promise((resolve) => {
    far.ontrack = ({ track }) => resolve(track);
  });
  const connect = async () => {
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription);
  };
  return { near, far, connect, received };
}

async function until(look) {
  for (let tries = 0; tries < 200; tries++) {
    if (await look()) return true;
    await wait(50);
  }
  return false;
}

export const trackProbes = {
  apply: async () => {
    const track = await open({ width: 640, height: 480 });
    await track.applyConstraints({ frameRate: 10, width: 320 });
    const seen = await describeTrack(track);
    track.stop();
    return seen;
  },
  exactAfterStop: async () => {
    const track = await open();
    const { deviceId } = track.getSettings();
    track.stop();
    const again = await open({ deviceId: { exact: deviceId }, width: { exact: 1280 } });
    const seen = await describeTrack(again);
    again.stop();
    return { same: again.getSettings().deviceId === deviceId, seen };
  },
  clones: async () => {
    const stream = await media.getUserMedia({ video: true });
    const [track] = stream.getVideoTracks();
    const clone = track.clone();
    const copy = stream.clone();
    track.stop();
    const states = [track, clone, copy.getVideoTracks()[0]].map(({ readyState }) => readyState);
    const seen = await describeTrack(clone);
    const lit = (await brightness(clone)) > 10;
    clone.stop();
    stop(copy);
    return { states, seen, lit, ids: new Set([track.id, clone.id, copy.getVideoTracks()[0].id]).size };
  },
  disabled: async () => {
    const track = await open();
    const bright = (await brightness(track)) > 10;
    track.enabled = false;
    const dark = await until(async () => (await brightness(track)) === 0);
    track.enabled = true;
    const back = await until(async () => (await brightness(track)) > 10);
    track.stop();
    return { bright, dark, back };
  },
  processor: async () => {
    const track = await open();
    const worker = new Worker(scriptUrl('frames-worker.js'));
    await new Promise((resolve) => {
      worker.onmessage = resolve;
    });
    const { readable } = new MediaStreamTrackProcessor({ track });
    worker.postMessage(readable, [readable]);
    // 20 pictures a second are to be had.
    const enough = (await counted(worker, 2000)) > 15;
    worker.terminate();
    track.stop();
    return { enough };
  },
  recorder: async () => {
    const stream = await media.getUserMedia({ video: true, audio: true });
    const recorder = new MediaRecorder(stream);
    const chunks = [];
    recorder.ondataavailable = ({ data }) => chunks.push(data.size);
    recorder.start(200);
    const wrote = await until(() => chunks.filter(Boolean).length >= 2);
    recorder.stop();
    const picture = await new ImageCapture(stream.getVideoTracks()[0]).grabFrame();
    stop(stream);
    return { wrote, type: recorder.mimeType, picture: [picture.width, picture.height] };
  },
  ownBackground: async () => {
    const stream = await media.getUserMedia({ video: true });
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const drawn = canvas.captureStream(10);
    const seen = [drawn.getVideoTracks()[0].constructor.name, drawn.active, video.videoWidth];
    stop(stream, drawn);
    return seen;
  },
  sending: async () => {
    const track = await open({ width: 640, height: 480 });
    const { near, far, connect, received } = await peers();
    const sender = near.addTrack(track);
    await connect();
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([await received]);
    void video.play();
    const arrived = await until(() => video.videoWidth > 0);
    const lit = await until(async () => (await brightness(await received)) > 10);
    await sender.replaceTrack(null);
    const smaller = await open({ width: 320, height: 240 });
    await sender.replaceTrack(smaller);
    const switched = await until(() => video.videoWidth > 0 && video.videoWidth <= 320);
    const kept = sender.track === smaller;
    track.stop();
    smaller.stop();
    near.close();
    far.close();
    return { arrived, lit, switched, kept };
  },
};
