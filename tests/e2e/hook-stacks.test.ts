import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallServer } from '../../scripts/lib/call-server.mjs';
import type { Harness } from './harness';
import { launchStandIn, openStandIn, serve } from './stand-in';

/** What a page finds that looks at stacks, receivers and prototypes as fingerprinting scripts do. Runs in the page. */
async function lookClosely(): Promise<Record<string, unknown>> {
  type Formatter = (error: unknown, sites: { getFunctionName(): unknown; getThis(): unknown }[]) => unknown;
  const errors = Error as unknown as { prepareStackTrace?: Formatter; stackTraceLimit: number };
  const found: Record<string, unknown> = {};
  const clean = (stack: unknown): string => String(stack).replace(/:\d+:\d+/g, '');
  const refusals: Record<string, () => unknown> = {
    clone: () => MediaStreamTrack.prototype.clone.call({} as never),
    cloneStream: () => MediaStream.prototype.clone.call(null as never),
    addTrack: () => RTCPeerConnection.prototype.addTrack.call({} as never, {} as never),
    addTransceiver: () => new RTCPeerConnection().addTransceiver('nothing' as never),
    getUserMedia: () => MediaDevices.prototype.getUserMedia.call({} as never, {}),
    nothingAsked: () => navigator.mediaDevices.getUserMedia({}),
    getDisplayMedia: () => MediaDevices.prototype.getDisplayMedia.call({} as never),
    replaceTrack: () => RTCRtpSender.prototype.replaceTrack.call({} as never, null),
    getStats: () => new RTCPeerConnection().getStats(5 as never),
    setLocalDescription: () => Reflect.apply(RTCPeerConnection.prototype.setLocalDescription, {}, []),
    open: () => window.open('https://['),
    openElsewhere: () => window.open.call({} as never, ''),
  };
  async function refused(step: () => unknown): Promise<unknown> {
    try {
      return await step();
    } catch (error) {
      return error;
    }
  }
  for (const [name, step] of Object.entries(refusals)) {
    for (const limit of [0, 1, 2, 10]) {
      errors.stackTraceLimit = limit;
      found[`${name}, ${limit} lines`] = clean(((await refused(step)) as Error).stack);
    }
    errors.stackTraceLimit = 10;
    let sites: unknown[] | null = null;
    errors.prepareStackTrace = (_, all) => {
      sites = all.map((site) => [site.getFunctionName(), typeof site.getThis()]);
      return 'formatted';
    };
    const error = (await refused(step)) as Error;
    const before = sites;
    found[`${name}, formatted`] = [
      before,
      error.stack,
      sites,
      Reflect.ownKeys(error),
      error.constructor.name,
    ];
    delete errors.prepareStackTrace;
  }
  for (const limit of [1, 2, 10]) {
    errors.stackTraceLimit = limit;
    found[`toString, ${limit} lines`] = clean(
      ((await refused(() => Function.prototype.toString.call({} as never))) as Error).stack,
    );
  }
  errors.stackTraceLimit = 10;
  const { clone } = MediaStreamTrack.prototype;
  const cycle = (await refused(() => Object.setPrototypeOf(clone, Object.create(clone)))) as Error;
  found['a prototype that is itself'] = [cycle.name, cycle.message, clean(cycle.stack)];
  found['a prototype and back'] = [
    Object.setPrototypeOf(clone, null) === clone,
    Object.getPrototypeOf(clone),
    Object.setPrototypeOf(clone, Function.prototype) === clone,
  ];
  found['what a realm prints'] = [null, '', 'javascript:""'].map((address) => {
    const frame = document.createElement('iframe');
    if (address === '') frame.srcdoc = '';
    else if (address !== null) frame.src = address;
    document.body.append(frame);
    const theirs = frame.contentWindow as unknown as typeof globalThis;
    const print = theirs.Function.prototype.toString;
    const printed = [
      print.call(MediaStreamTrack.prototype.clone),
      Function.prototype.toString.call(theirs.MediaStreamTrack.prototype.clone),
      print.call(Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')!.get as never),
      print.call(print),
      Reflect.ownKeys(theirs.MediaDevices.prototype).map(String),
    ];
    frame.remove();
    return printed;
  });
  return found;
}

/** Listens and patches in each kind of frame before the extension's scripts run there. Runs in the page. */
async function listenInFrames(): Promise<Record<string, unknown>> {
  const heard: string[] = [];
  const unhooked: string[] = [];
  const kinds: Record<string, (frame: HTMLIFrameElement) => void> = {
    'without address': () => {},
    blank: (frame) => frame.setAttribute('src', 'about:blank'),
    srcdoc: (frame) => frame.setAttribute('srcdoc', '<p>A part of the page'),
    'same origin': (frame) => frame.setAttribute('src', '/shape.js'),
    script: (frame) => frame.setAttribute('src', 'javascript:"<p>A part of the page"'),
  };
  for (const [kind, prepare] of Object.entries(kinds)) {
    const frame = document.createElement('iframe');
    frame.allow = 'camera';
    prepare(frame);
    document.body.append(frame);
    // Not by `contentWindow`: nothing may depend on how the page comes to it.
    const theirs = window[window.length - 1] as unknown as typeof globalThis & Window;
    const { dispatchEvent, addEventListener } = theirs.EventTarget.prototype;
    theirs.EventTarget.prototype.dispatchEvent = function dispatch(event) {
      heard.push(`${kind}: dispatched ${event.type}`);
      return dispatchEvent.call(this, event);
    };
    theirs.EventTarget.prototype.addEventListener = function listen(...args: never[]) {
      heard.push(`${kind}: listens for ${String(args[0])}`);
      return (addEventListener as (...all: never[]) => void).apply(this as never, args);
    };
    for (const name of ['offer', 'ask', 'newer']) {
      addEventListener.call(theirs, `emojigen:${name}`, () => heard.push(`${kind}: ${name}`), true);
    }
    const raw = theirs.MediaDevices.prototype.getUserMedia;
    await new Promise((resolve) => setTimeout(resolve, 700));
    const now = (frame.contentWindow as unknown as typeof globalThis).MediaDevices.prototype.getUserMedia;
    if (`${now}` !== `${raw}`) unhooked.push(kind);
    frame.remove();
  }
  return { heard, unhooked };
}

describe('what stacks, prototypes and frames say of the hook', () => {
  let server: CallServer;
  let withIt: Harness;
  let without: Harness;

  beforeAll(async () => {
    server = await serve();
    without = await launchStandIn({ extension: null });
    withIt = await launchStandIn();
  });
  afterAll(async () => {
    await without?.close();
    await withIt?.close();
    await server?.close();
  });

  async function asked<T>(harness: Harness, step: () => Promise<T>): Promise<T> {
    const page: Page = await openStandIn(harness.browser, `${server.url}?${Math.random()}`);
    try {
      return await page.evaluate(step);
    } finally {
      await page.close();
    }
  }

  it.each([
    ['off', false],
    ['on', true],
  ])('with the site %s: the same as without the extension', async (_, on) => {
    await withIt.setSite(on);
    const [bare, hooked] = [await asked(without, lookClosely), await asked(withIt, lookClosely)];
    expect(hooked).toEqual(bare);
    // That both agree would also hold if both had found nothing.
    expect(JSON.stringify(bare)).toContain('Illegal invocation');
    expect(bare['clone, 1 lines']).toMatch(/\n {4}at /);
    expect(bare['nothingAsked, formatted']).toMatchObject({ 1: 'formatted' });
    expect(bare['a prototype that is itself']).toMatchObject({ 1: 'Cyclic __proto__ value' });
    expect(JSON.stringify(hooked)).not.toContain('extension');
  });

  it.each([
    ['off', false],
    ['on', true],
  ])('with the site %s: a page hears nothing in frames where it was first', async (_, on) => {
    await withIt.setSite(on);
    expect(await asked(withIt, listenInFrames)).toEqual({ heard: [], unhooked: [] });
  });
});
