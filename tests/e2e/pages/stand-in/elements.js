/** Elements that open the camera when the user clicks them: the page calls nothing, and reads what they then have. */
import { caught, describeStream, stop, wait } from './describe.js';

const GETTERS = [
  ['HTMLUserMediaElement', 'stream'],
  ['HTMLCameraElement', 'track'],
  ['HTMLMicrophoneElement', 'track'],
];
const known = () => GETTERS.filter(([type]) => type in window);
const getterOf = (type, name) => Object.getOwnPropertyDescriptor(window[type].prototype, name).get;

/** Puts the element up at once; settles when it has opened the camera. */
export function putUp(tag) {
  document.querySelector(tag)?.remove();
  const element = document.createElement(tag);
  // Where the overlay does not cover it, for then the browser takes no click.
  element.style.marginTop = '300px';
  document.body.append(element);
  return new Promise((resolve) => {
    for (const name of ['stream', 'track']) element.addEventListener(name, () => resolve(element));
  });
}

/** As a user who clicks until something happens: at first the browser refuses. `__click` is the test's. */
async function opened(tag) {
  let element = null;
  void putUp(tag).then((ready) => {
    element = ready;
  });
  const { x, y, width, height } = document.body.lastElementChild.getBoundingClientRect();
  for (let tries = 0; element === null; tries++) {
    if (tries === 200) throw new Error(`no click on <${tag}> opens the camera`);
    await window.__click(x + width / 2, y + height / 2);
    await wait(100);
  }
  return element;
}

export const elementProbes = {
  elementKeys: () => known().map(([type]) => Reflect.ownKeys(window[type].prototype).map(String)),
  elementShapes: () =>
    known().map(([type, name]) => {
      const { get, ...rest } = Object.getOwnPropertyDescriptor(window[type].prototype, name);
      const own = JSON.stringify(Object.getOwnPropertyDescriptors(get));
      const printed = [String(get), Function.prototype.toString.call(get), get.toString()];
      return { rest, own, printed, name: get.name, length: get.length, construct: 'prototype' in get };
    }),
  elementMisuse: async () => {
    const answers = [];
    for (const [type, name] of known()) {
      const get = getterOf(type, name);
      const { prototype } = window[type];
      answers.push(await caught(() => prototype[name]));
      answers.push(await caught(() => Object.create(prototype)[name]));
      answers.push(await caught(() => get()));
      answers.push(await caught(() => get.call({})));
      answers.push(await caught(() => get.call(document.body)));
      answers.push(await caught(() => Reflect.get(prototype, name, 5)));
      answers.push(await caught(() => new get()));
      answers.push(await caught(() => Reflect.construct(get, [], Object)));
    }
    return answers;
  },
  elementCamera: async () => {
    const seen = [];
    for (const [tag, name] of [
      ['usermedia', 'stream'],
      ['camera', 'track'],
    ]) {
      if (!(name in document.createElement(tag))) continue;
      const before = document.createElement(tag)[name];
      const element = await opened(tag);
      const first = element[name];
      const stream = element.stream ?? new MediaStream([element.track]);
      seen.push({
        before,
        same: element[name] === first,
        own: Reflect.ownKeys(element).map(String),
        stream: await describeStream(stream),
      });
      stop(stream);
      element.remove();
    }
    return seen;
  },
};
