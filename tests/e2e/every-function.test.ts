/**
 * Calls every function, getter and setter that a window has, on the right object and on wrong ones, with good and bad
 * arguments, and compares each refusal with that of a browser without the extension: name, message, number of lines.
 */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Harness, type LaunchOptions, launch } from './harness';

interface Refusals {
  /** How many errors came. */
  readonly count: number;
  /** Errors in which the address of an extension stands. */
  readonly named: Record<string, string>;
  /** What was refused, and how: "name: message (lines)", each way once. */
  readonly ways: Record<string, string[]>;
}

/** Runs in the page. */
async function callEverything(): Promise<Refusals> {
  type Any = (...args: unknown[]) => unknown;
  const named: Record<string, string> = {};
  const ways: Record<string, Set<string>> = {};
  const pending: Promise<unknown>[] = [];
  let count = 0;

  const note = (what: string, error: unknown): void => {
    count += 1;
    const { name, message, stack } = (error ?? {}) as Error;
    const text = `${message}\n${stack}`;
    if (text.includes('-extension:')) named[what] = text;
    ways[what] ??= new Set();
    const lines = typeof stack === 'string' ? stack.split('\n').length : 'no';
    ways[what].add(`${name}: ${message} (${lines} lines)`);
  };
  const attempt = (what: string, f: Any): void => {
    try {
      const answer = f() as Promise<unknown> | undefined;
      if (typeof answer !== 'object' || typeof answer?.then !== 'function') return;
      const refused = answer.then(
        () => {},
        (error) => note(what, error),
      );
      pending.push(Promise.race([refused, new Promise((go) => setTimeout(go, 3000))]));
    } catch (error) {
      note(what, error);
    }
  };
  /** Not called: they open, close or leave something, or wait for the user. */
  const SKIPPED = new RegExp(
    '^(constructor|alert|confirm|prompt|print|close|stop|open|reload|assign|replace|back|forward|go|write|writeln|' +
      'navigate|showPicker|request.*|remove|getDisplayMedia|select.*|share|getBattery|vibrate|register.*|unregister.*|' +
      'sendBeacon|replaceWith|before|after|terminate|caller|arguments)$',
  );
  const poisoned = () =>
    new Proxy(
      {},
      {
        get: () => {
          throw new RangeError('from the page');
        },
      },
    );

  function parts(owner: object, use: (what: string, f: Any) => void): void {
    for (const key of Reflect.ownKeys(owner)) {
      if (SKIPPED.test(String(key))) continue;
      const { value, get, set } = Object.getOwnPropertyDescriptor(owner, key)!;
      for (const [part, f] of Object.entries({ value, get, set })) {
        if (typeof f === 'function') use(`${String(key)} (${part})`, f as Any);
      }
    }
  }

  for (const owner of Object.getOwnPropertyNames(window)) {
    const made = (window as unknown as Record<string, unknown>)[owner];
    const prototype = typeof made === 'function' && (made.prototype as object | undefined);
    if (!prototype) continue;
    if (/^(Window|Location|History|Navigation|Document|HTMLDocument)$/.test(owner)) continue;
    parts(prototype, (key, f) => {
      const what = `${owner}.${key}`;
      for (const self of [undefined, {}, 5, prototype]) {
        attempt(`${what} on a wrong object`, () => Reflect.apply(f, self, []));
        attempt(`${what} on a wrong object`, () => Reflect.apply(f, self, [poisoned()]));
      }
      attempt(`new ${what}`, () => Reflect.construct(f, [poisoned()]));
      attempt(`${what} as its own prototype`, () => Object.setPrototypeOf(f, Object.create(f)));
      attempt(`text of ${what}`, () => String.prototype.normalize.call(f, 'nothing'));
    });
  }

  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  const [camera] = stream.getVideoTracks();
  const connection = new RTCPeerConnection();
  const transceiver = connection.addTransceiver('video');
  const capture = new ImageCapture(camera!);
  const objects: Record<string, object> = {
    ...{ devices: navigator.mediaDevices, camera: camera!, microphone: stream.getAudioTracks()[0]!, stream },
    ...{ connection, transceiver, sender: transceiver.sender, capture, navigator },
    recorder: new MediaRecorder(stream),
    video: document.createElement('video'),
    canvas: document.createElement('canvas'),
    frame: document.body.appendChild(document.createElement('iframe')),
    port: new MessageChannel().port1,
  };
  const lists: unknown[][] = [
    ...[[], [poisoned()], [undefined, poisoned()], [null], [5], [Symbol('x')], [{}], [camera, poisoned()]],
    ...[[camera, stream, 5], [stream], [{ type: 'nothing' }], [{ type: 'offer', sdp: 'nothing' }]],
    ...[[{ width: { exact: -5 } }], [{ video: { deviceId: { exact: 'nothing' } } }]],
  ];
  for (const [name, object] of Object.entries(objects)) {
    let owner: object | null = object;
    for (; owner; owner = Object.getPrototypeOf(owner)) {
      if (owner === Object.prototype || owner === EventTarget.prototype || owner === Node.prototype) break;
      parts(owner, (key, f) => {
        for (const list of lists) attempt(`${name}: ${key}`, () => Reflect.apply(f, object, list));
      });
    }
  }
  const makers = [
    ...['ImageCapture', 'MediaStreamTrackProcessor', 'MediaStreamTrackGenerator', 'MediaRecorder', 'Worker'],
    ...['RTCPeerConnection', 'MediaStream', 'MediaStreamTrackEvent', 'RTCTrackEvent', 'VideoFrame'],
  ];
  for (const name of makers) {
    const make = (window as unknown as Record<string, unknown>)[name] as new (...args: unknown[]) => object;
    for (const list of lists) {
      attempt(`new ${name}`, () => void new make(...list));
      attempt(`${name} without new`, () => void (make as unknown as Any)(...list));
      attempt(`class of ${name}`, () => void new (class extends make {})(...list));
    }
  }
  await Promise.all(pending);
  for (const track of stream.getTracks()) track.stop();
  connection.close();
  const sorted = Object.entries(ways).map(([what, all]) => [what, [...all].sort()] as const);
  return { count, named, ways: Object.fromEntries(sorted) };
}

/** Refused in other words while a mask is on (docs/hook.md). */
const MASKED = ['port: postMessage (value)', 'capture: takePhoto (value)'];

describe('whatever a page calls, and however wrongly', () => {
  let harness: Harness;
  const found: Record<string, Refusals> = {};

  const look = async (name: string) => {
    const { page }: { page: Page } = await harness.openCall('');
    found[name] = await page.evaluate(callEverything);
    await page.close();
  };

  beforeAll(async () => {
    const clip = await cachedClip(QUICK, 'quick');
    const start = async (options: LaunchOptions) => {
      harness = await launch({ clip, ...options });
    };
    await start({ extension: null });
    await look('bare').finally(() => harness.close());
    await start({});
    await look('off');
    await harness.setSite(true);
    await harness.setOutputs({ mask: 'black' });
    await look('masked');
  });
  afterAll(() => harness?.close());

  it.each(['off', 'masked'])('no refusal names an extension (%s)', (name) => {
    expect(found[name]!.count).toBeGreaterThan(50_000);
    expect(found[name]!.ways).toHaveProperty(['ImageCapture.takePhoto (value) on a wrong object']);
    expect(found[name]!.named).toEqual({});
  });

  it.each([
    ['off', []],
    ['masked', MASKED],
  ])('each refusal is as without the extension (%s)', (name, known) => {
    const { ways } = found[name]!;
    const bare = found.bare!.ways;
    // In another order: some come a microtask later (docs/hook.md).
    expect(Object.keys(ways).sort()).toEqual(Object.keys(bare).sort());
    const differs = (what: string) => JSON.stringify(ways[what]) !== JSON.stringify(bare[what]);
    const other = Object.keys(bare).filter((what) => !known.includes(what) && differs(what));
    expect(other.map((what) => [what, ways[what]])).toEqual(other.map((what) => [what, bare[what]]));
  });
});
