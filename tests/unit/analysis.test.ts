/** Where the networks run: what wakes them, what lets them go, who may ask. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type AnalysisEdges,
  type AnalysisService,
  createAnalysisService,
  type FramesPort,
} from '../../src/analysis/host/analysis-service';
import type { FromWorker, ToWorker } from '../../src/analysis/worker/messages';
import { createFrameSource } from '../../src/shared/frames/frame-source';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { makeTrack } from './support/camera';

const SELF = 'emojigen';
const NAME = 'frames:0a1b2c3d-0000-4000-8000-000000000000';
const MINUTE = 60_000;

class StubWorker {
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  readonly got: ToWorker[] = [];
  readonly terminate = vi.fn();
  postMessage(message: ToWorker): void {
    this.got.push(message);
  }
  say(data: FromWorker): void {
    this.onmessage?.({ data });
  }
}

class StubPort implements FramesPort {
  readonly sent: { readonly type: string }[] = [];
  readonly disconnect = vi.fn();
  private gone: (() => void)[] = [];
  receive: (message: unknown) => void = () => {};
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => {
      this.receive = listener;
    },
  };
  readonly onDisconnect = { addListener: (listener: () => void) => this.gone.push(listener) };
  constructor(
    readonly name = NAME,
    readonly sender: FramesPort['sender'] = { id: SELF, url: 'https://meet.google.com/x' },
  ) {}
  postMessage(message: { readonly type: string }): void {
    this.sent.push(message);
  }
  end(): void {
    for (const listener of this.gone) listener();
  }
}

let workers: StubWorker[];
let analysis: AnalysisService;

async function start(more: Partial<AnalysisEdges> = {}): Promise<void> {
  analysis = createAnalysisService({
    createWorker: () => {
      workers.push(new StubWorker());
      return workers.at(-1) as unknown as Worker;
    },
    askBackground: async ({ type }) =>
      type === 'get-settings' ? { ...DEFAULT_SETTINGS, backend: 'wasm' } : null,
    self: SELF,
    now: Date.now,
    battery: {},
    ...more,
  });
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
});
afterEach(() => vi.useRealTimers());

const loads = () => workers.at(-1)?.got.filter(({ type }) => type === 'load');

describe('the analysis in a background page', () => {
  it('loads nothing before there is a call: the page starts for many reasons', async () => {
    await start();
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(workers).toHaveLength(0);
    analysis.connected(new StubPort());
    expect(workers).toHaveLength(1);
    expect(loads()).toEqual([{ type: 'load', backend: 'wasm' }]);
  });

  it('waits for the settings where a call is what woke it', async () => {
    let answer: (settings: unknown) => void = () => {};
    await start({
      askBackground: ({ type }) =>
        type === 'get-settings'
          ? new Promise((resolve) => {
              answer = resolve;
            })
          : Promise.resolve(null),
    });
    analysis.connected(new StubPort());
    expect(workers).toHaveLength(0);
    answer({ ...DEFAULT_SETTINGS, backend: 'webgl' });
    await vi.advanceTimersByTimeAsync(0);
    expect(loads()).toEqual([{ type: 'load', backend: 'webgl' }]);
  });

  it('lets the networks go a minute after the last call, and loads them for the next', async () => {
    await start();
    const first = new StubPort();
    analysis.connected(first);
    workers[0]!.say({ type: 'ready', backend: 'wasm' });
    expect(first.sent.map(({ type }) => type)).toContain('pull');
    first.end();
    await vi.advanceTimersByTimeAsync(MINUTE - 1000);
    expect(workers[0]!.terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(workers[0]!.terminate).toHaveBeenCalled();
    const second = new StubPort();
    analysis.connected(second);
    expect(workers).toHaveLength(2);
    // Nothing is asked of networks that are still loading.
    expect(second.sent.map(({ type }) => type)).not.toContain('pull');
    workers[1]!.say({ type: 'ready', backend: 'wasm' });
    expect(second.sent.map(({ type }) => type)).toContain('pull');
  });

  it('says again what the background did not take: it may have died while it wrote', async () => {
    const span = { expression: 'happy', start: Date.now() - 900, duration: 900, confidence: 0.8 } as const;
    const told: unknown[] = [];
    await start({
      async askBackground(message) {
        if (message.type !== 'span') return null;
        told.push(message);
        if (told.length === 1) throw new Error('The message port closed before a response was received.');
        return undefined;
      },
    });
    const port = new StubPort();
    analysis.connected(port);
    port.receive({ type: 'unsaved', span });
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual(told[0]);
    expect(told[0]).toMatchObject({ span, site: 'meet.google.com' });
  });

  it('keeps them while another call goes on', async () => {
    await start();
    const [one, other] = [new StubPort(), new StubPort()];
    analysis.connected(one);
    analysis.connected(other);
    one.end();
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(workers[0]!.terminate).not.toHaveBeenCalled();
  });

  it.each([
    ['another extension', NAME, { id: 'other', url: 'https://meet.google.com/x' }],
    ['a page without an address', NAME, { id: SELF }],
    ['a port of another kind', 'devtools', { id: SELF, url: 'https://meet.google.com/x' }],
  ])('refuses %s', async (_, name, sender) => {
    await start();
    const port = new StubPort(name, sender);
    analysis.connected(port);
    expect(port.disconnect).toHaveBeenCalled();
    expect(workers).toHaveLength(0);
  });
});

describe('the analysis in the offscreen document', () => {
  it('loads at once, and says when it has nothing to do', async () => {
    const onIdle = vi.fn();
    await start({ onIdle });
    expect(loads()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(MINUTE + 1000);
    expect(onIdle).toHaveBeenCalledOnce();
  });
});

it('a browser that can read no camera frames says so in plain words', () => {
  expect(() => createFrameSource(makeTrack(), Date.now)).toThrow('This browser cannot read camera frames');
});
