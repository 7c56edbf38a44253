/** Single steps that a test takes while it watches the extension. Streams stay open under a name. */
import { media } from './describe.js';
import { putUp } from './elements.js';

const streams = new Map();
let element = null;

export const steps = {
  async open(name, video = true) {
    streams.set(name, await media.getUserMedia({ video }));
  },
  async openNth(name, n) {
    const cameras = (await media.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
    await steps.open(name, { deviceId: { exact: cameras[n].deviceId } });
  },
  /** Puts up an element that opens the camera when the user clicks it. */
  putUp(tag) {
    element = putUp(tag);
  },
  async opened(name) {
    const { stream, track } = await element;
    streams.set(name, stream ?? new MediaStream([track]));
  },
  async share(name) {
    streams.set(name, await media.getDisplayMedia({ video: true }));
    return streams.get(name).getVideoTracks()[0].getSettings().displaySurface;
  },
  /** Shares, and says which window comes to the front: the browser hears that only at once. */
  async shareBehind(name) {
    const controller = new CaptureController();
    streams.set(name, await media.getDisplayMedia({ video: true, controller }));
    controller.setFocusBehavior('no-focus-change');
    return streams.get(name).getVideoTracks()[0].getSettings().displaySurface;
  },
  /** A clone of the track, or of the stream with `whole`. */
  clone(from, name, whole = false) {
    const stream = streams.get(from);
    streams.set(name, whole ? stream.clone() : new MediaStream([stream.getVideoTracks()[0].clone()]));
  },
  enable(name, on) {
    for (const track of streams.get(name).getVideoTracks()) track.enabled = on;
  },
  stop(name) {
    for (const track of streams.get(name).getTracks()) track.stop();
    streams.delete(name);
  },
  /** As when the camera is unplugged: the page hears about it. */
  unplugged(name) {
    const [track] = streams.get(name).getVideoTracks();
    track.stop();
    track.dispatchEvent(new Event('ended'));
    media.dispatchEvent(new Event('devicechange'));
  },
  states: () =>
    [...streams].map(([name, stream]) => [name, stream.getTracks().map((track) => track.readyState)]),
  /** Adds a frame with this page, from `address`, and waits until its steps are there. */
  async frame(id, address, allow = 'camera *; microphone *') {
    const frame = document.createElement('iframe');
    frame.id = id;
    frame.allow = allow;
    if (address !== null) frame.src = address;
    const loaded = new Promise((resolve) => {
      frame.onload = resolve;
    });
    document.body.append(frame);
    await loaded;
  },
  removeFrame: (id) => document.getElementById(id).remove(),
  /** Opens the camera through the API of a blank frame. */
  async openInBlank(id, name) {
    const { navigator } = document.getElementById(id).contentWindow;
    streams.set(name, await navigator.mediaDevices.getUserMedia({ video: true }));
  },
};
