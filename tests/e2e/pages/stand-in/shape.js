/** The built-ins themselves: what a page that looks for changes would look at. */
import { caught, wait } from './describe.js';

const METHODS = [
  [MediaDevices.prototype, 'getUserMedia'],
  [MediaDevices.prototype, 'getDisplayMedia'],
  [Navigator.prototype, 'getUserMedia'],
  [Navigator.prototype, 'webkitGetUserMedia'],
  [MediaStreamTrack.prototype, 'clone'],
  [MediaStream.prototype, 'clone'],
  [MediaStream.prototype, 'getVideoTracks'],
  [Function.prototype, 'toString'],
  [RTCPeerConnection.prototype, 'addTrack'],
  [RTCPeerConnection.prototype, 'addTransceiver'],
  [RTCPeerConnection.prototype, 'addStream'],
  [RTCPeerConnection.prototype, 'removeStream'],
  [RTCPeerConnection.prototype, 'getStats'],
  [RTCRtpSender.prototype, 'replaceTrack'],
  [RTCRtpSender.prototype, 'track'],
  [HTMLMediaElement.prototype, 'srcObject'],
  [Promise.prototype, 'then'],
];

function shapeOf([owner, name]) {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const { value, get, set, ...flags } = descriptor ?? {};
  const method = value ?? set ?? get;
  if (method === undefined) return null;
  return {
    name: method.name,
    length: method.length,
    type: typeof method,
    flags,
    keys: Reflect.ownKeys(method).map(String),
    own: JSON.stringify(Object.getOwnPropertyDescriptors(method)),
    printed: [String(method), `${method}`, Function.prototype.toString.call(method), method.toString()],
    bound: Function.prototype.toString.call(method.bind(null)),
    tag: Object.prototype.toString.call(method),
    prototype: Object.getPrototypeOf(method) === Function.prototype,
    hasPrototype: 'prototype' in method,
    extensible: Object.isExtensible(method),
  };
}

/** Violations are reported some time after they happen. */
async function settledReports() {
  let count = -1;
  while (count !== window.__reports.length) {
    count = window.__reports.length;
    await wait(1000);
  }
  return window.__reports;
}

const keysOf = (object) => Reflect.ownKeys(object).map(String);

export const shapeProbes = {
  methods: () => METHODS.map(shapeOf),
  wrongUse: async () => {
    const answers = [];
    for (const [owner, name] of METHODS.slice(0, 14)) {
      const { value } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      if (!value) continue;
      answers.push(await caught(() => new value()));
      answers.push(await caught(() => value.call({})));
      answers.push(await caught(() => value.call(undefined)));
      answers.push(await caught(() => Reflect.construct(value, [], Object)));
      answers.push(await caught(() => class extends value {}));
    }
    return answers;
  },
  globals: () => Object.getOwnPropertyNames(window).sort(),
  keys: () =>
    [
      MediaDevices.prototype,
      Navigator.prototype,
      MediaStream.prototype,
      MediaStreamTrack.prototype,
      RTCPeerConnection.prototype,
      RTCRtpSender.prototype,
      document,
    ].map(keysOf),
  ownOnInstances: () => [navigator, navigator.mediaDevices, document, document.documentElement].map(keysOf),
  document: async () => ({
    attributes: document.documentElement.getAttributeNames(),
    resources: performance
      .getEntriesByType('resource')
      .map((entry) => new URL(entry.name).protocol)
      .filter((protocol) => protocol !== 'http:'),
    frames: window.length,
    // What the page heard since its first script.
    messages: window.__messages,
    reports: await settledReports(),
  }),
  identity: () => {
    const { getUserMedia } = navigator.mediaDevices;
    return [
      getUserMedia === window.__cached,
      getUserMedia === MediaDevices.prototype.getUserMedia,
      Object.hasOwn(navigator.mediaDevices, 'getUserMedia'),
      getUserMedia instanceof Function,
      structuredCloneRefuses(getUserMedia),
    ];
  },
};

function structuredCloneRefuses(value) {
  try {
    structuredClone(value);
    return 'cloned';
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
