import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createInferenceClient,
  type InferenceClient,
  type InferenceState,
} from '../../src/analysis/host/client';
import type { FromWorker, ToWorker } from '../../src/analysis/worker/messages';
import { DEFAULT_REACTION_SETTINGS } from '../../src/shared/settings/reaction-settings';
import { makeFrame } from './support/frame';

/** A worker that answers only when the test says so. */
class StubWorker {
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  readonly got: ToWorker[] = [];
  readonly terminate = vi.fn();

  postMessage(message: ToWorker, transfer: Transferable[] = []): void {
    this.got.push(structuredClone(message, { transfer }));
  }

  say(data: FromWorker): void {
    this.onmessage?.({ data });
  }

  crash(): void {
    this.onerror?.({ preventDefault: () => {} });
  }
}

const CRASHED = {
  kind: 'failed',
  message: 'The expression analysis stopped unexpectedly.',
  crashed: true,
} as const;
const analysis = (time: number) =>
  ({ reading: { time }, reaction: null, spans: [], region: null }) as unknown as Extract<
    FromWorker,
    { type: 'analysed' }
  >['analysis'];

let workers: StubWorker[];
let states: InferenceState[];
let client: InferenceClient;
const worker = (): StubWorker => workers.at(-1)!;

beforeEach(() => {
  workers = [];
  states = [];
  const createWorker = (): Worker => {
    workers.push(new StubWorker());
    return worker() as unknown as Worker;
  };
  client = createInferenceClient(createWorker, (state) => states.push(state));
});

function becomeReady(): void {
  client.restart('auto');
  worker().say({ type: 'ready', backend: 'wasm' });
}

describe('the inference client', () => {
  it('tells the baseline to this worker and to the ones after it', () => {
    const baseline = { version: 2, time: 5, samples: {} } as const;
    client.setBaseline(baseline);
    client.restart('wasm');
    expect(worker().got).toEqual([
      { type: 'load', backend: 'wasm' },
      { type: 'baseline', baseline },
    ]);
    client.setBaseline(null);
    expect(worker().got.at(-1)).toEqual({ type: 'baseline', baseline: null });
    client.restart('wasm');
    expect(worker().got).toEqual([{ type: 'load', backend: 'wasm' }]);
  });

  it('tells what the user chose about reactions to this worker and to the ones after it', () => {
    becomeReady();
    client.setReactions(DEFAULT_REACTION_SETTINGS);
    const message = { type: 'reactions', reactions: DEFAULT_REACTION_SETTINGS };
    expect(worker().got.at(-1)).toEqual(message);
    client.restart('wasm');
    expect(worker().got).toEqual([{ type: 'load', backend: 'wasm' }, message]);
  });

  it('starts a worker, has it load, and says when it is ready', () => {
    client.restart('wasm');
    expect(worker().got).toEqual([{ type: 'load', backend: 'wasm' }]);
    worker().say({ type: 'ready', backend: 'wasm' });
    expect(states).toEqual([{ kind: 'loading' }, { kind: 'ready', backend: 'wasm' }]);
    expect(client.state).toEqual(states.at(-1));
  });

  it('matches answers with requests, in whatever order they come, and hands the pixels over', async () => {
    becomeReady();
    const frames = [makeFrame({ time: 1 }), makeFrame({ time: 2 })];
    const answers = frames.map((frame) => client.analyse('call', frame));
    expect(frames.map((frame) => frame.data.length)).toEqual([0, 0]);
    const requests = worker().got.slice(1) as { request: number; frame: { data: Uint8Array } }[];
    expect(requests.map(({ frame }) => frame.data.length)).toEqual([72, 72]);
    worker().say({ type: 'analysed', request: requests[1]!.request, analysis: analysis(2) });
    worker().say({ type: 'analysed', request: requests[0]!.request, analysis: analysis(1) });
    expect((await Promise.all(answers)).map(({ reading }) => reading.time)).toEqual([1, 2]);
  });

  it('fails one request and no other', async () => {
    becomeReady();
    const [bad, good] = [client.analyse('call', makeFrame()), client.flush('call', true)];
    const [first, second] = worker().got.slice(1) as { request: number }[];
    worker().say({ type: 'request-failed', request: first!.request, message: 'No luck.' });
    worker().say({ type: 'flushed', request: second!.request, spans: [] });
    await expect(bad).rejects.toThrow('No luck.');
    expect(await good).toEqual([]);
    expect(client.state.kind).toBe('ready');
  });

  it('ignores an answer to nothing', () => {
    becomeReady();
    worker().say({ type: 'flushed', request: 99, spans: [] });
    expect(client.state.kind).toBe('ready');
  });

  it('tells of a failed load, and frees the worker', async () => {
    client.restart('auto');
    const early = client.analyse('call', makeFrame());
    worker().say({ type: 'load-failed', message: 'A file is missing.' });
    await expect(early).rejects.toThrow('A file is missing.');
    expect(client.state).toEqual({ kind: 'failed', message: 'A file is missing.' });
    expect(worker().terminate).toHaveBeenCalledOnce();
    await expect(client.analyse('call', makeFrame())).rejects.toThrow('not loaded');
    expect(await client.flush('call', true)).toEqual([]);
  });

  it('survives a crash: open requests fail, a restart works', async () => {
    becomeReady();
    const open = client.analyse('call', makeFrame());
    worker().crash();
    await expect(open).rejects.toThrow('stopped unexpectedly');
    expect(client.state).toEqual(CRASHED);
    expect(worker().terminate).toHaveBeenCalledOnce();
    becomeReady();
    expect(workers).toHaveLength(2);
    const flushed = client.flush('call', false);
    const { request } = worker().got.at(-1) as { request: number };
    worker().say({ type: 'flushed', request, spans: [] });
    expect(await flushed).toEqual([]);
  });

  it('hears no more from a worker that was replaced', async () => {
    becomeReady();
    const open = client.analyse('call', makeFrame());
    const old = worker();
    client.restart('webgl');
    await expect(open).rejects.toThrow('loaded again');
    expect(old.terminate).toHaveBeenCalledOnce();
    old.say({ type: 'ready', backend: 'wasm' });
    old.crash();
    expect(client.state).toEqual({ kind: 'loading' });
  });

  it('leaves nothing behind when it is disposed of', async () => {
    becomeReady();
    const open = client.flush('call', true);
    client.dispose();
    await expect(open).rejects.toThrow();
    expect(worker().terminate).toHaveBeenCalledOnce();
  });
});
