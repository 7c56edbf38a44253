/** All ways in which call pages send a camera to others. Both ends of every connection are in this page. */
const remote = new MediaStream();
let camera = null;
let stream = null;
const connections = [];

function connect(options) {
  const near = new RTCPeerConnection(options);
  const far = new RTCPeerConnection();
  near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
  far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
  far.ontrack = ({ track }) => remote.addTrack(track);
  connections.push({ near, far });
  return near;
}

async function negotiate(near, far) {
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription);
}

const started = () => negotiate(connections.at(-1).near, connections.at(-1).far);

/** Each resolves to the sender, or to all of them. */
const WAYS = {
  async addTrack() {
    const sender = connect().addTrack(camera, stream);
    await started();
    return sender;
  },
  async addTransceiver() {
    const { sender } = connect().addTransceiver(camera, { direction: 'sendonly', streams: [stream] });
    await started();
    return sender;
  },
  async simulcast() {
    const sendEncodings = [{ rid: 'l', scaleResolutionDownBy: 2 }, { rid: 'h' }];
    const { sender } = connect().addTransceiver(camera, { direction: 'sendonly', sendEncodings });
    // The far end takes one layer only, as servers do for one viewer.
    await started();
    return sender;
  },
  async addStream() {
    const near = connect();
    near.addStream(stream);
    await started();
    return near.getSenders()[0];
  },
  async replaceTrack() {
    const { sender } = connect().addTransceiver('video');
    await started();
    await sender.replaceTrack(camera);
    return sender;
  },
  async clone() {
    camera = camera.clone();
    return WAYS.addTrack();
  },
  async 'clone of the stream'() {
    stream = stream.clone();
    [camera] = stream.getVideoTracks();
    return WAYS.addTrack();
  },
  /** The other side calls; this one answers with its camera. */
  async answer() {
    const near = connect();
    const { far } = connections.at(-1);
    far.addTransceiver('video');
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription);
    const [transceiver] = near.getTransceivers();
    transceiver.direction = 'sendrecv';
    await transceiver.sender.replaceTrack(camera);
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription);
    return transceiver.sender;
  },
  async 'encoded streams'() {
    const near = connect({ encodedInsertableStreams: true });
    const sender = near.addTrack(camera, stream);
    const { readable, writable } = sender.createEncodedStreams();
    window.__encoded = 0;
    const count = (frame, controller) => {
      window.__encoded += 1;
      controller.enqueue(frame);
    };
    readable.pipeThrough(new TransformStream({ transform: count })).pipeTo(writable);
    await started();
    return sender;
  },
  async 'three connections'() {
    const senders = [];
    for (let n = 0; n < 3; n++) senders.push(await WAYS.addTrack());
    return senders;
  },
};

async function caught(step) {
  try {
    await step();
    return 'no error';
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

window.__senders = {
  ways: Object.keys(WAYS),
  list: [],
  async open(constraints = { width: 640, height: 480 }) {
    stream = await navigator.mediaDevices.getUserMedia({ video: constraints });
    [camera] = stream.getVideoTracks();
    document.getElementById('local').srcObject = stream;
    // Not earlier: a stream without tracks holds up the page's load event.
    document.getElementById('remote').srcObject = remote;
  },
  async send(way) {
    const sent = await WAYS[way]();
    this.list = [sent].flat();
  },
  get camera() {
    return camera;
  },
  setCamera(next) {
    camera = next;
  },
  get connections() {
    return connections;
  },
  /** What the page can tell about what it sends. */
  async told() {
    const [{ near }] = connections;
    const [sender] = this.list;
    const { label, kind, readyState, enabled, muted, contentHint } = camera;
    const again = connections.length === 1 ? await caught(() => near.addTrack(camera, stream)) : null;
    const descriptor = Object.getOwnPropertyDescriptor(RTCRtpSender.prototype, 'track');
    return {
      track: this.list.every((each) => each.track === camera),
      found: connections.every(({ near: each }) => each.getSenders().some(({ track }) => track === camera)),
      transceiver: near.getTransceivers().some((each) => each.sender.track === camera),
      senders: near.getSenders().length,
      again,
      stats: (await near.getStats(camera)).size > 0,
      type: Object.prototype.toString.call(sender.track),
      own: Reflect.ownKeys(sender).length,
      camera: { label, kind, readyState, enabled, muted, contentHint },
      constructor: camera.constructor.name,
      msid: near.localDescription.sdp.includes(camera.id),
      needed: near.signalingState,
      getter: [descriptor.get.name, Function.prototype.toString.call(descriptor.get), descriptor.enumerable],
    };
  },
};
