/** The offscreen document's side of the inference worker: requests as promises, loading state, restart. */
import type { FromWorker, ToWorker } from '../messages/worker';
import type { Analysis } from '../pipeline';
import type { BackendChoice } from '../settings/schema';
import type { Baseline } from '../temporal/baseline';
import type { Frame, Span } from '../types';
import { failuresWith, mayStartAgain } from './recovery';

/** How often it is looked whether an answer has come. Milliseconds. */
const LOOK_EVERY = 1000;
/**
 * So many looks without any answer, and the worker hangs. Looks are counted, not time: after a sleep of the machine
 * there is one, however long it was. Loading compiles the networks, which takes half a minute on slow machines.
 */
const PATIENCE = 15;
const PATIENCE_LOADING = 120;

const HUNG = 'The expression analysis does not answer.';
const CRASHED = 'The expression analysis stopped unexpectedly.';
const LOST = 'The graphics card was reset.';

export type InferenceState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly backend: string }
  | { readonly kind: 'failed'; readonly message: string };

export interface InferenceClient {
  readonly state: InferenceState;
  /** @param debug whether to say how it came about, for the try-it page */
  analyse(call: string, frame: Frame, debug?: boolean): Promise<Analysis>;
  /** The spans that are still open in a call; `end` also forgets the call. */
  flush(call: string, end: boolean): Promise<readonly Span[]>;
  /** The user's own face, for this worker and the ones after it. */
  setBaseline(baseline: Baseline | null): void;
  /** Starts a new worker, e.g. after a failure or with another backend. Open requests fail. */
  restart(backend: BackendChoice): void;
  dispose(): void;
}

interface Waiting {
  resolve(message: FromWorker): void;
  reject(error: Error): void;
}

type Request = Extract<ToWorker, { request: number }>;
type RequestBody = Request extends infer R ? (R extends Request ? Omit<R, 'request'> : never) : never;

/**
 * A worker that hangs, crashes or loses its graphics card is replaced by itself, a few times in a row at the most.
 * @param createWorker starts the worker script; called again on every restart
 * @param now milliseconds
 */
export function createInferenceClient(
  createWorker: () => Worker,
  onState: (state: InferenceState) => void,
  now: () => number = Date.now,
): InferenceClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let state: InferenceState = { kind: 'loading' };
  let requests = 0;
  let baseline: Baseline | null = null;
  let backend: BackendChoice = 'auto';
  let failures: readonly number[] = [];
  let looks = 0;
  let watch: ReturnType<typeof setInterval> | undefined;

  function enter(next: InferenceState): void {
    state = next;
    onState(next);
  }

  function stop(reason: string): void {
    worker?.terminate();
    worker = null;
    clearInterval(watch);
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  }

  /** The worker is of no use any more, through nobody's doing. */
  function fail(message: string): void {
    failures = failuresWith(failures, now());
    if (mayStartAgain(failures)) return start(message);
    stop(message);
    enter({ kind: 'failed', message });
  }

  function look(): void {
    const isLoading = state.kind === 'loading';
    if (!isLoading && waiting.size === 0) looks = 0;
    else looks += 1;
    if (looks > (isLoading ? PATIENCE_LOADING : PATIENCE)) fail(HUNG);
  }

  function receive(message: FromWorker): void {
    looks = 0;
    if (message.type === 'lost') return fail(LOST);
    if (message.type === 'ready') return enter({ kind: 'ready', backend: message.backend });
    if (message.type === 'load-failed') {
      stop(message.message);
      return enter({ kind: 'failed', message: message.message });
    }
    const request = waiting.get(message.request);
    waiting.delete(message.request);
    if (message.type === 'request-failed') request?.reject(new Error(message.message));
    else request?.resolve(message);
  }

  function ask(body: RequestBody, transfer: Transferable[] = []): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      if (worker === null) return reject(new Error('The networks are not loaded.'));
      requests += 1;
      worker.postMessage({ ...body, request: requests }, transfer);
      waiting.set(requests, { resolve, reject });
    });
  }

  /** @param reason for the requests that are open */
  function start(reason: string): void {
    stop(reason);
    const started = createWorker();
    worker = started;
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (worker === started) receive(data);
    };
    const crashed = (event: Event): void => {
      event.preventDefault();
      if (worker === started) fail(CRASHED);
    };
    started.onerror = crashed;
    started.onmessageerror = crashed;
    looks = 0;
    watch = setInterval(look, LOOK_EVERY);
    enter({ kind: 'loading' });
    started.postMessage({ type: 'load', backend } satisfies ToWorker);
    if (baseline !== null) started.postMessage({ type: 'baseline', baseline } satisfies ToWorker);
  }

  return {
    get state() {
      return state;
    },
    async analyse(call, frame, debug = false) {
      const answer = await ask({ type: 'analyse', call, frame, debug }, [frame.data.buffer]);
      return (answer as Extract<FromWorker, { type: 'analysed' }>).analysis;
    },
    async flush(call, end) {
      if (worker === null) return [];
      return ((await ask({ type: 'flush', call, end })) as Extract<FromWorker, { type: 'flushed' }>).spans;
    },
    setBaseline(next) {
      baseline = next;
      worker?.postMessage({ type: 'baseline', baseline } satisfies ToWorker);
    },
    restart(choice) {
      backend = choice;
      failures = [];
      start('The networks are being loaded again.');
    },
    dispose: () => stop('Closed.'),
  };
}
