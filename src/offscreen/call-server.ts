/** One call in the offscreen document: asks for frames at the right pace, has them analysed, sends back results. */
import { createPacing } from '../frames/pacing';
import type { InferenceClient, InferenceState } from '../inference/client';
import { parseToOffscreen } from '../messages/frame-guards';
import type { ToCall } from '../messages/frames';
import type { Rect, Span } from '../types';

/** A run of this many failed frames is no accident: the call is told and nothing more is asked for. */
const MOST_FAILURES = 5;

/** The part of a `runtime.Port` that is used. */
export interface CallPort {
  postMessage(message: ToCall): void;
}

export interface CallServer {
  /** Anything that came over the port. */
  receive(message: unknown): void;
  /** The networks are loading, ready or failed. */
  inferenceChanged(state: InferenceState): void;
  /** The port is gone. */
  close(): void;
}

export interface CallServerEdges {
  readonly inference: InferenceClient;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Number of open calls, which share the processor. */
  sharers(): number;
  saveSpan(span: Span): void;
  retry(): void;
}

export function createCallServer(callId: string, port: CallPort, edges: CallServerEdges): CallServer {
  const { inference } = edges;
  const pacing = createPacing(edges.sharers);
  let region: Rect | null = null;
  let askedAt = 0;
  /** A frame was asked for and has not come. */
  let pending = false;
  let busy = false;
  let failures = 0;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function send(message: ToCall): void {
    if (!closed) port.postMessage(message);
  }

  function pull(): void {
    if (closed || pending || busy || inference.state.kind !== 'ready') return;
    clearTimeout(timer);
    pending = true;
    askedAt = edges.now();
    send({ type: 'pull', region });
  }

  async function analyse(frame: Parameters<InferenceClient['analyse']>[1]): Promise<void> {
    busy = true;
    let cost = 0;
    try {
      const analysis = await inference.analyse(callId, frame);
      failures = 0;
      cost = analysis.reading.took.total;
      region = analysis.region;
      for (const span of analysis.spans) edges.saveSpan(span);
      send({ type: 'reading', reading: analysis.reading });
      if (analysis.reaction !== null) send({ type: 'reaction', reaction: analysis.reaction });
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
    } finally {
      busy = false;
    }
    pullLater(cost);
  }

  function failed(reason: string): void {
    failures += 1;
    region = null;
    if (failures !== MOST_FAILURES || inference.state.kind !== 'ready') return;
    const message = `The camera pictures cannot be analysed: ${reason}`;
    send({ type: 'state', state: { kind: 'error', message } });
  }

  /** @param cost milliseconds the last frame took */
  function pullLater(cost: number): void {
    if (closed || failures >= MOST_FAILURES) return;
    clearTimeout(timer);
    timer = setTimeout(pull, pacing.delay(askedAt, edges.now(), cost));
  }

  function flush(end: boolean): void {
    inference
      .flush(callId, end)
      .then((spans) => spans.forEach(edges.saveSpan))
      .catch(() => {
        // A worker that was restarted has no open spans.
      });
  }

  return {
    receive(raw) {
      const message = parseToOffscreen(raw);
      if (message === null) {
        // A damaged answer is still the answer to the question: ask again, or the call would wait for ever.
        if (!pending || (raw as { type?: unknown } | null)?.type !== 'frame') return;
        pending = false;
        failed('they arrive damaged.');
        pullLater(0);
      } else if (message.type === 'retry') {
        failures = 0;
        if (inference.state.kind === 'failed') edges.retry();
        else pull();
      } else if (message.type === 'camera-off') {
        flush(false);
      } else if (message.type === 'cancel') {
        inference.cancel(callId);
      } else if (pending) {
        // A frame that was not asked for is dropped: nothing may queue.
        pending = false;
        void analyse(message.frame);
      }
    },
    inferenceChanged(state) {
      if (state.kind === 'loading') send({ type: 'state', state: { kind: 'loading' } });
      else if (state.kind === 'failed')
        send({ type: 'state', state: { kind: 'error', message: state.message } });
      else {
        failures = 0;
        send({ type: 'state', state: { kind: 'watching' } });
        pull();
      }
    },
    close() {
      closed = true;
      clearTimeout(timer);
      flush(true);
    },
  };
}
