/** A small call app: joins, switches camera and microphone, leaves. Behaves as real ones do, so that it stands for them. */
import { connectPeers } from './peers.js';

const element = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
/** `?size=1280x720` asks for another camera picture. */
const [width, height] = (query.get('size') ?? '640x480').split('x').map(Number);
const CAMERA = { video: { width: { ideal: width }, height: { ideal: height } } };

let state = 'idle';
let error = null;
let cameraStartedAt = null;
let joinedAt = 0;
let peers = null;
let camera = null;
let microphone = null;

function show(text = '') {
  const inCall = state === 'in-call';
  element('status').textContent = text || (inCall ? 'In the call' : 'Not in the call');
  element('join').hidden = inCall;
  element('join').disabled = state === 'joining';
  element('leave').hidden = !inCall;
  for (const [id, track] of [
    ['camera', camera],
    ['mic', microphone],
  ]) {
    element(id).disabled = !inCall;
    element(id).setAttribute('aria-pressed', String(track !== null));
  }
  element('self').classList.toggle('live', camera !== null);
  element('stage').classList.toggle('live', inCall && camera !== null);
  element('stage-empty').firstElementChild.textContent = inCall
    ? 'Your camera is off.'
    : 'Press Join: both ends of this call are in this page.';
}

async function openCamera() {
  const stream = await navigator.mediaDevices.getUserMedia(CAMERA);
  cameraStartedAt = Date.now();
  camera = stream.getVideoTracks()[0];
  camera.addEventListener('ended', () => setCamera(false));
  element('local').srcObject = stream;
  await peers.setVideo(camera);
}

async function closeCamera() {
  camera?.stop();
  camera = null;
  element('local').srcObject = null;
  await peers?.setVideo(null);
}

/** Runs a step that may be refused (no camera, no permission); the person reads why, and the call goes on. */
async function attempt(step) {
  try {
    error = null;
    await step();
    show();
  } catch (reason) {
    error = { name: reason.name, message: reason.message };
    show(`${reason.name}: ${reason.message}`);
  }
}

const setCamera = (on) => attempt(on ? openCamera : closeCamera);

const setMicrophone = (on) =>
  attempt(async () => {
    microphone?.stop();
    microphone = on ? (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0] : null;
    await peers.setAudio(microphone);
  });

async function join() {
  if (state === 'joining' || state === 'in-call') return;
  state = 'joining';
  show('Joining …');
  peers = await connectPeers();
  element('remote').srcObject = peers.remote;
  state = 'in-call';
  joinedAt = Date.now();
  await setCamera(true);
}

async function leave() {
  if (state !== 'in-call') return;
  state = 'left';
  microphone?.stop();
  microphone = null;
  await closeCamera();
  peers.close();
  peers = null;
  element('remote').srcObject = null;
  show();
}

element('join').addEventListener('click', join);
element('leave').addEventListener('click', leave);
element('camera').addEventListener('click', () => setCamera(camera === null));
element('mic').addEventListener('click', () => setMicrophone(microphone === null));
setInterval(() => {
  const seconds = state === 'in-call' ? Math.floor((Date.now() - joinedAt) / 1000) : 0;
  element('clock').textContent = `${Math.floor(seconds / 60)}:${seconds % 60 < 10 ? '0' : ''}${seconds % 60}`;
}, 1000);

/** For the demo script and the tests. */
window.__call = {
  join,
  leave,
  setCamera,
  get state() {
    return state;
  },
  get error() {
    return error;
  },
  /** Milliseconds since the epoch; null before the camera was opened. */
  get cameraStartedAt() {
    return cameraStartedAt;
  },
  get track() {
    return camera;
  },
  /** What the page can tell about its camera track. */
  trackInfo() {
    if (!camera) return null;
    const { label, readyState, muted, enabled } = camera;
    return {
      label,
      readyState,
      muted,
      enabled,
      type: camera.constructor.name,
      settings: camera.getSettings(),
    };
  },
  async remoteStats() {
    const { videoWidth, videoHeight, currentTime } = element('remote');
    return { videoWidth, videoHeight, currentTime, ...(await peers?.stats()) };
  },
};

show();
if (query.get('auto') === '1') join();
