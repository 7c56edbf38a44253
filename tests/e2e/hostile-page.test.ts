import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitForNewPictures, waitForState, waitUntil } from './harness';

/** So many of each of the words of our own and of the browser, which a page may send at will. */
const FLOOD = 10_000;

/** Puts functions of the page's own over built-ins, which note that they were used while `watching`. */
function overrideBuiltIns(): void {
  const used: string[] = [];
  const state = { used, watching: false };
  Object.defineProperty(window, '__hostile', { value: state });
  const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const push = (name: string): void => {
    used[used.length] = name;
  };
  const owners: Record<string, object> = {
    Array: Array.prototype,
    Set: Set.prototype,
    Map: Map.prototype,
    WeakMap: WeakMap.prototype,
    WeakSet: WeakSet.prototype,
    WeakRef: WeakRef.prototype,
    Promise: Promise.prototype,
    PromiseStatics: Promise,
    Reflect,
    Object,
    String: String.prototype,
    RegExp: RegExp.prototype,
    EventTarget: EventTarget.prototype,
    MediaStream: MediaStream.prototype,
    Track: MediaStreamTrack.prototype,
    Media: HTMLMediaElement.prototype,
    Connection: RTCPeerConnection.prototype,
    Sender: RTCRtpSender.prototype,
    Transceiver: RTCRtpTransceiver.prototype,
  };
  // What is ours to replace stays: it is called by the page.
  const called = ['constructor', 'clone', 'addTrack', 'addTransceiver', 'replaceTrack'];
  for (const owner of ownKeys(owners) as string[]) {
    for (const name of ownKeys(owners[owner]!)) {
      const descriptor = getOwnPropertyDescriptor(owners[owner]!, name)!;
      if (!descriptor.configurable || called.includes(String(name))) continue;
      for (const part of ['value', 'get', 'set'] as const) {
        const native = descriptor[part];
        if (typeof native !== 'function') continue;
        descriptor[part] = function (this: unknown, ...args: unknown[]) {
          if (state.watching) push(`${owner}.${String(name)}`);
          return apply(native, this, args);
        };
      }
      defineProperty(owners[owner]!, name, descriptor);
    }
  }
}

/** Adds to the prototype of all objects what careless code would take for its own. */
function pollute(): void {
  const names = [
    'get',
    'set',
    'value',
    'apply',
    'has',
    'track',
    'relatedTarget',
    'bubbles',
    'once',
    'signal',
  ];
  const more = [
    'type',
    'to',
    'kind',
    'frame',
    'state',
    'deviceId',
    'video',
    'autoReactions',
    'displaySurface',
  ];
  for (const name of [...names, ...more]) {
    // Without a prototype: it would inherit what was just added, and be no valid descriptor.
    const descriptor = Object.create(null) as PropertyDescriptor;
    descriptor.configurable = true;
    descriptor.writable = true;
    descriptor.value = () => 'polluted';
    Object.defineProperty(Object.prototype, name, descriptor);
  }
}

describe('a page that turns its own world against us', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
    await harness.setSite(true);
    await harness.setAuto(true);
  });
  afterAll(() => harness?.close());

  async function open(): Promise<Call> {
    const call = await harness.openCall('wait');
    await waitForState(harness, call, 'waiting');
    return call;
  }

  async function joinAndReact(call: Call): Promise<void> {
    await call.page.evaluate(() => window.__call.join());
    await waitForNewPictures(call);
    await waitUntil('a reaction appears', async () => (await harness.snapshot(call))?.reactions.length);
  }

  /** Failures of the page's own code, ours in its world among them. */
  function failures(page: Page): string[] {
    const seen: string[] = [];
    page.on('pageerror', (error) => seen.push(String(error)));
    return seen;
  }

  it('replaced built-ins: none of them is used for it, and the call is read and plays', async () => {
    const call = await open();
    const seen = failures(call.page);
    await call.page.evaluate(overrideBuiltIns);
    const used = await call.page.evaluate(async () => {
      const { __hostile } = window as unknown as { __hostile: { watching: boolean; used: string[] } };
      const { mediaDevices } = navigator;
      __hostile.watching = true;
      const stream = await mediaDevices.getUserMedia({ video: true });
      const copy = stream.clone();
      const connection = new RTCPeerConnection();
      const track = stream.getVideoTracks()[0];
      connection.addTrack(track!);
      await connection.addTransceiver('video').sender.replaceTrack(track!);
      const print = mediaDevices.getUserMedia.toString();
      const failed = await mediaDevices.getUserMedia({}).then(null, (error: Error) => error.stack);
      __hostile.watching = false;
      for (const each of [stream, copy]) for (const track of each.getTracks()) track.stop();
      return { names: __hostile.used.map(String), print, failed: typeof failed };
    });
    // The page's own calls above, and what the browser looks up for its `then`.
    const own = ['MediaStream.getVideoTracks', 'Promise.then', 'PromiseStatics.Symbol(Symbol.species)'];
    expect(used.names.sort()).toEqual([...own, 'Transceiver.sender']);
    expect(used).toMatchObject({ print: 'function getUserMedia() { [native code] }', failed: 'string' });
    await joinAndReact(call);
    expect(seen).toEqual([]);
    await call.page.close();
  });

  it('a polluted Object.prototype: the call is read and plays', async () => {
    const call = await open();
    await call.page.evaluate(pollute);
    // By hand: the demo's own code, and the browser's automation, would stumble over what was added.
    const client = await call.page.createCDPSession();
    const opened = await client.send('Runtime.evaluate', {
      expression: `new Promise((done) => {
        navigator.mediaDevices.getUserMedia(Object.assign(Object.create(null), { video: true, audio: false }))
          .then((stream) => { window.kept = stream; done(stream.getVideoTracks()[0].readyState); }, (error) => done(error.message));
      })`,
      awaitPromise: true,
    });
    expect(opened.result.value).toBe('live');
    await waitUntil('a reaction appears', async () => (await harness.snapshot(call))?.reactions.length);
    await call.page.close();
  });

  it(`${FLOOD} words of each kind: nothing shown or kept by them, and the call goes on`, async () => {
    const call = await open();
    const seen = failures(call.page);
    await joinAndReact(call);
    const { length } = await harness.spans();
    const { extensionId } = harness;
    const write = (count: number, id: string) => {
      // The last one is WXT's own word for a newer script, with the extension's id, which is public.
      const started = `${id}:call:wxt:content-script-started`;
      const words = ['emojigen:offer', 'emojigen:ask', 'emojigen:newer', started];
      const channel = new EventTarget();
      let answers = 0;
      for (const word of ['take', 'again', 'free']) channel.addEventListener(word, () => answers++);
      const span = { expression: 'angry', start: 1, duration: 1e9, confidence: 1 };
      const message = {
        to: 'background',
        type: 'span',
        span,
        site: 'forged.example',
        callId: crypto.randomUUID(),
        contentScriptName: 'call',
        messageId: 'newer',
      };
      let sent = 0;
      for (let n = 0; n < count; n++) {
        for (const word of words) {
          window.dispatchEvent(new MouseEvent(word, { relatedTarget: channel }));
          document.dispatchEvent(new CustomEvent(word, { detail: message, bubbles: true }));
          sent += 2;
        }
        window.postMessage({ ...message, type: n % 2 ? started : message.type, n }, '*');
        sent += 1;
      }
      if (answers > 0) throw new Error(`answered ${answers} times`);
      return sent;
    };
    const sent = await call.page.evaluate(write, FLOOD, extensionId);
    expect(sent).toBe(9 * FLOOD);
    await waitForNewPictures(call);
    const shown = (await harness.snapshot(call))?.reactions[0]?.time ?? 0;
    await waitUntil(
      'it goes on',
      async () => ((await harness.snapshot(call))?.reactions[0]?.time ?? 0) > shown,
    );
    const spans = await harness.spans();
    expect(spans.length).toBeGreaterThanOrEqual(length);
    expect(spans.filter((span) => span.site !== 'localhost')).toEqual([]);
    expect(seen).toEqual([]);
    expect(await call.page.evaluate(() => document.querySelectorAll('[data-emojigen]').length)).toBe(1);
    await call.page.close();
  });
});
