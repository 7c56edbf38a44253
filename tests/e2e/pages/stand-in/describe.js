/** What a page can tell about a track, less the ids, which each profile draws anew. */
export const media = navigator.mediaDevices;
export const stop = (...streams) => {
  for (const stream of streams) for (const track of stream.getTracks()) track.stop();
};
export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const size = ({ width, height, frameRate }) => ({ width, height, frameRate });

export async function describeTrack(track) {
  const settings = track.getSettings();
  const capabilities = track.getCapabilities();
  const devices = await media.enumerateDevices();
  const device = devices.find(
    (each) => each.deviceId === settings.deviceId && each.kind === `${track.kind}input`,
  );
  return {
    type: track.constructor.name,
    printed: Object.prototype.toString.call(track),
    own: Reflect.ownKeys(track).map(String),
    prototype: Object.getPrototypeOf(track) === window[track.constructor.name].prototype,
    label: track.label,
    deviceLabel: device?.label,
    kind: track.kind,
    state: [track.readyState, track.enabled, track.muted, track.contentHint],
    settings: { ...settings, deviceId: typeof settings.deviceId, groupId: typeof settings.groupId },
    capabilities: { ...capabilities, deviceId: capabilities.deviceId === settings.deviceId, groupId: null },
    constraints: JSON.stringify(track.getConstraints()).replace(settings.deviceId, 'ID'),
    size: size(settings),
  };
}

export const describeStream = async (stream) => ({
  type: stream.constructor.name,
  own: Reflect.ownKeys(stream).map(String),
  active: stream.active,
  tracks: await Promise.all(stream.getTracks().map(describeTrack)),
});

/** The error as a page's logging would see it; addresses become file names, so that ports do not matter. */
export function describeError(error) {
  const { name, message, stack, constraint } = error;
  return {
    name,
    message,
    constraint,
    own: Reflect.ownKeys(error).map(String),
    descriptor: Object.keys(Object.getOwnPropertyDescriptor(error, 'stack') ?? {}),
    type: Object.getPrototypeOf(error)?.constructor?.name,
    stack: stack
      ?.split('\n')
      .map((line) => line.replace(/\w+:\/\/[^/]+\/([\w-]+\/)*/g, '').replace(/:\d+:\d+/g, '')),
  };
}

export async function caught(step) {
  try {
    const result = await step();
    if (result instanceof MediaStream) stop(result);
    return 'no error';
  } catch (error) {
    return describeError(error);
  }
}

/** Mean brightness (0..255) of the next picture of a track. */
export async function brightness(track) {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const { value: frame, done } = await reader.read();
  if (done) return null;
  const canvas = new OffscreenCanvas(32, 24);
  const context = canvas.getContext('2d');
  context.drawImage(frame, 0, 0, 32, 24);
  frame.close();
  await reader.cancel();
  const { data } = context.getImageData(0, 0, 32, 24);
  let sum = 0;
  for (let n = 0; n < data.length; n += 4) sum += data[n] + data[n + 1] + data[n + 2];
  return sum / (data.length / 4) / 3;
}
