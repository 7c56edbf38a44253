/** The client of the inference worker: requests as promises, loading state, restart. */

import { translateMessage } from '../../shared/language/translated';
import type { Baseline } from '../../shared/settings/baseline';
import type { ReactionSettings } from '../../shared/settings/reaction-settings';
import type { BackendChoice } from '../../shared/settings/schema';
import type { Frame, Span } from '../../shared/types';
import { WORDS } from '../../shared/words/inference';
import type { FrameResult, Purpose } from '../frame-result';
import type { FromWorker, MemoryFigures, ToWorker } from '../worker/messages';

export type InferenceState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly backend: string }
  /** `crashed`: the worker had worked, so a restart may help. */
  | { readonly kind: 'failed'; readonly message: string; readonly crashed?: true };

export interface InferenceClient {
  readonly state: InferenceState;
  analyse(call: string, frame: Frame, purpose?: Purpose): Promise<FrameResult>;
  /** Returns the unfinished spans of a call; `end` also forgets the call. */
  flush(call: string, end: boolean): Promise<readonly Span[]>;
  /** Cancels the coming reaction of a call. */
  cancel(call: string): void;
  /** Memory that the networks hold; null if none are loaded. */
  figures(): Promise<MemoryFigures | null>;
  /** Treats the worker as crashed, e.g. because it no longer answers. */
  fail(message: string): void;
  /** Sets the user's calibration, for this worker and the next ones. */
  setBaseline(baseline: Baseline | null): void;
  /** Sets the reaction policy, for this worker and the next ones. */
  setReactions(reactions: ReactionSettings): void;
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

/** @param createWorker starts the worker script; called again on every restart */
export function createInferenceClient(
  createWorker: () => Worker,
  onState: (state: InferenceState) => void,
): InferenceClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let state: InferenceState = { kind: 'loading' };
  let requests = 0;
  let baseline: Baseline | null = null;
  let reactions: ReactionSettings | null = null;

  function enter(next: InferenceState): void {
    state = next;
    onState(next);
  }

  function stop(reason: string): void {
    worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  }

  function fail(message: string): void {
    stop(message);
    enter({ kind: 'failed', message, crashed: true });
  }

  function receive(message: FromWorker): void {
    if (message.type === 'ready') return enter({ kind: 'ready', backend: message.backend });
    if (message.type === 'load-failed') {
      const reason = translateMessage(['inference'], message.message);
      stop(reason);
      return enter({ kind: 'failed', message: reason });
    }
    const request = waiting.get(message.request);
    waiting.delete(message.request);
    if (message.type === 'request-failed')
      request?.reject(new Error(translateMessage(['inference'], message.message)));
    else request?.resolve(message);
  }

  function ask(body: RequestBody, transfer: Transferable[] = []): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      if (worker === null) return reject(new Error(WORDS.notLoaded));
      requests += 1;
      worker.postMessage({ ...body, request: requests }, transfer);
      waiting.set(requests, { resolve, reject });
    });
  }

  return {
    get state() {
      return state;
    },
    async analyse(call, frame, purpose = {}) {
      const answer = await ask({ type: 'analyse', call, frame, purpose }, [frame.data.buffer]);
      return (answer as Extract<FromWorker, { type: 'analysed' }>).analysis;
    },
    async flush(call, end) {
      if (worker === null) return [];
      return ((await ask({ type: 'flush', call, end })) as Extract<FromWorker, { type: 'flushed' }>).spans;
    },
    cancel: (call) => worker?.postMessage({ type: 'cancel', call } satisfies ToWorker),
    async figures() {
      if (worker === null) return null;
      return ((await ask({ type: 'figures' })) as Extract<FromWorker, { type: 'figures' }>).figures;
    },
    fail,
    setBaseline(next) {
      baseline = next;
      worker?.postMessage({ type: 'baseline', baseline } satisfies ToWorker);
    },
    setReactions(next) {
      reactions = next;
      worker?.postMessage({ type: 'reactions', reactions } satisfies ToWorker);
    },
    restart(backend) {
      stop(WORDS.loadingAgain);
      const started = createWorker();
      worker = started;
      started.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (worker === started) receive(data);
      };
      const crashed = (event: Event): void => {
        event.preventDefault();
        if (worker === started) fail(WORDS.stopped);
      };
      started.onerror = crashed;
      started.onmessageerror = crashed;
      enter({ kind: 'loading' });
      started.postMessage({ type: 'load', backend } satisfies ToWorker);
      if (baseline !== null) started.postMessage({ type: 'baseline', baseline } satisfies ToWorker);
      if (reactions !== null) started.postMessage({ type: 'reactions', reactions } satisfies ToWorker);
    },
    dispose: () => stop(WORDS.closed),
  };
}
