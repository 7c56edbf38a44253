/** One call in the offscreen document: asks for frames at the right pace, has them analysed, sends back results. */
import { type Conditions, type Pressure, planFor } from '../budget/plan';
import { createScheduler, type Order, type Outcome } from '../budget/scheduler';
import { watchedPart } from '../budget/watch';
import { WORDS } from '../frames/words';
import { createWrongSpans } from '../history/wrong';
import type { InferenceClient, InferenceState } from '../inference/client';
import { parseToOffscreen } from '../messages/frame-guards';
import { createPartsJoiner } from '../messages/frame-parts';
import type { ToCall } from '../messages/frames';
import type { Frame, Rect, Span, WrongMark } from '../types';

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
  /** Whether anything is kept has changed: what is going on began under the other rule, and is not kept. */
  forgetOpen(): void;
  /** The port is gone. */
  close(): void;
}

export interface CallServerEdges {
  readonly inference: InferenceClient;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What the user chose and what the computer runs on. */
  conditions(): Omit<Conditions, 'pressure'>;
  /** Number of open calls, which share the processor. */
  sharers(): number;
  saveSpan(span: Span): void;
  retry(): void;
  /** The user says that a reaction was wrong. */
  sayWrong(mark: WrongMark): void;
}

export function createCallServer(callId: string, port: CallPort, edges: CallServerEdges): CallServer {
  const { inference } = edges;
  const wrong = createWrongSpans();
  const parts = createPartsJoiner();
  let pressure: Pressure = 'nominal';
  const scheduler = createScheduler(() => planFor({ ...edges.conditions(), pressure }), edges.sharers);
  let region: Rect | null = null;
  /** The part of the picture whose change matters; null before the first frame. */
  let watched: Rect | null = null;
  let order: Order = { wait: 0, force: true };
  let askedAt = 0;
  /** A frame was asked for and has not come. */
  let pending = false;
  let busy = false;
  let failures = 0;
  /** What would be lost if the worker died now. */
  let open: Span | null = null;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function save(span: Span): void {
    if (!wrong.has(span)) edges.saveSpan(span);
  }

  function saveOpen(): void {
    if (open !== null) save(open);
    open = null;
  }

  function send(message: ToCall): void {
    if (!closed) port.postMessage(message);
  }

  function pull(): void {
    if (closed || pending || busy || inference.state.kind !== 'ready') return;
    clearTimeout(timer);
    pending = true;
    askedAt = edges.now();
    const watch = watched && { part: watched, force: order.force };
    send({ type: 'pull', region, ...(watch && { watch }) });
  }

  async function analyse(frame: Frame): Promise<void> {
    busy = true;
    let outcome: Outcome = { kind: 'failed' };
    try {
      const analysis = await inference.analyse(callId, frame);
      const { reading, reaction, region: next, spans } = analysis;
      failures = 0;
      outcome = { kind: 'analysed', reading, cost: reading.took.total };
      region = next;
      const source = { width: frame.sourceWidth, height: frame.sourceHeight };
      watched = watchedPart(reading.faces[0]?.box ?? null, source, watched);
      spans.forEach(save);
      open = analysis.open ?? null;
      send({ type: 'reading', reading, backOff: scheduler.backOff, ...(open && { open }) });
      if (reaction !== null) send({ type: 'reaction', reaction });
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
    } finally {
      busy = false;
    }
    pullLater(outcome);
  }

  function failed(reason: string): void {
    failures += 1;
    region = null;
    watched = null;
    if (failures !== MOST_FAILURES || inference.state.kind !== 'ready') return;
    const message = WORDS.unreadable(reason);
    send({ type: 'state', state: { kind: 'error', message } });
  }

  function pullLater(outcome: Outcome): void {
    if (closed || failures >= MOST_FAILURES) return;
    clearTimeout(timer);
    order = scheduler.next(outcome, askedAt, edges.now());
    timer = setTimeout(pull, order.wait);
  }

  function flush(end: boolean): void {
    inference
      .flush(callId, end)
      .then((spans) => {
        open = null;
        spans.forEach(save);
      })
      // The worker died on the way.
      .catch(saveOpen);
  }

  return {
    receive(part) {
      const raw = parts.take(part);
      const message = parseToOffscreen(raw);
      if (message === null) {
        // A damaged answer is still the answer to the question: ask again, or the call would wait for ever.
        if (!pending || (raw as { type?: unknown } | null)?.type !== 'frame') return;
        pending = false;
        failed(WORDS.damaged);
        pullLater({ kind: 'failed' });
      } else if (message.type === 'retry') {
        failures = 0;
        if (inference.state.kind === 'failed') edges.retry();
        else pull();
      } else if (message.type === 'wrong') {
        wrong.add(message);
        const { time, expression, confidence } = message;
        edges.sayWrong({ time, expression, confidence });
      } else if (message.type === 'camera-off') {
        flush(false);
      } else if (message.type === 'unsaved') {
        save(message.span);
      } else if (message.type === 'cancel') {
        inference.cancel(callId);
      } else if (message.type === 'pressure') {
        pressure = message.pressure;
      } else if (message.type !== 'alive' && pending) {
        // A frame that was not asked for is dropped: nothing may queue.
        pending = false;
        if (message.type === 'frame') void analyse(message.frame);
        else pullLater({ kind: 'same' });
      }
    },
    inferenceChanged(state) {
      // Another worker knows nothing of what this one had begun.
      if (state.kind !== 'ready') saveOpen();
      if (state.kind === 'loading') send({ type: 'state', state: { kind: 'loading' } });
      else if (state.kind === 'failed')
        send({ type: 'state', state: { kind: 'error', message: state.message } });
      else {
        failures = 0;
        send({ type: 'state', state: { kind: 'watching' } });
        pull();
      }
    },
    forgetOpen() {
      const forget = (): void => {
        open = null;
      };
      inference.flush(callId, false).then(forget, forget);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      flush(true);
    },
  };
}
