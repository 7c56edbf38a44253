/** Serves one call in the offscreen document: requests frames at the right pace, analyses them, returns results. */
import { parseToOffscreen } from '../../shared/messages/frame-guards';
import { createPartsJoiner } from '../../shared/messages/frame-parts';
import type { Pressure, ToCall, ToOffscreen } from '../../shared/messages/frames';
import type { Frame, Rect, RegionOfInterest, Span, WrongMark } from '../../shared/types';
import { WORDS } from '../../shared/words/frames';
import { createFrameSchedule } from '../scheduling/frame-schedule';
import { type Conditions, planFor } from '../scheduling/plan';
import { createScheduler, type Outcome } from '../scheduling/scheduler';
import { watchedPart } from '../scheduling/watch';
import type { InferenceClient, InferenceState } from './client';
import { createSavedSpans } from './saved-spans';

/** After this many failed frames in a row the call gets an error and no more frames are requested. */
const MOST_FAILURES = 5;
/** How long after its end the call tab may still tell of an unsaved span, or before it if the clock was set. Milliseconds. */
const LATEST_REPORT = 60 * 60 * 1000;

/** The part of a `runtime.Port` that is used. */
export interface CallPort {
  postMessage(message: ToCall): void;
}

export interface CallServer {
  /** Anything that came over the port. */
  receive(message: unknown): void;
  /** The networks are loading, ready or failed. */
  inferenceChanged(state: InferenceState): void;
  /** The history setting has changed: the unfinished span began under the old setting and is dropped. */
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
  /** The user marks a reaction as wrong. */
  sayWrong(mark: WrongMark): void;
}

export function createCallServer(callId: string, port: CallPort, edges: CallServerEdges): CallServer {
  const { inference } = edges;
  const kept = createSavedSpans(edges.saveSpan);
  const parts = createPartsJoiner();
  let pressure: Pressure = 'nominal';
  const scheduler = createScheduler(() => planFor({ ...edges.conditions(), pressure }), edges.sharers);
  const orders = createFrameSchedule(scheduler, edges.now);
  let region: RegionOfInterest | null = null;
  /** The part of the picture whose change matters; null before the first frame. */
  let watched: Rect | null = null;
  let askedAt = 0;
  /** A requested frame that has not arrived, due at once or later. */
  let pending: 'now' | 'later' | null = null;
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
    pending = 'now';
    askedAt = edges.now();
    const watch = watched && { part: watched, force: orders.order.force };
    send({ type: 'pull', region, ...(watch && { watch }) });
  }

  /** @param paces whether the call tab times its next frame itself */
  async function analyse(frame: Frame, paces: boolean): Promise<void> {
    busy = true;
    try {
      const purpose = {
        around: true,
        everyone: edges.conditions().follow,
        rig: edges.conditions().rig === true,
      };
      const analysis = await inference.analyse(callId, frame, purpose);
      const { reading, reaction, region: next, spans, open = null } = analysis;
      failures = 0;
      const outcome = { kind: 'analysed', reading, cost: reading.took.total } as const;
      const { wait, every, within } = orders.after(outcome, askedAt, analysis.around);
      region = next;
      const source = { width: frame.sourceWidth, height: frame.sourceHeight };
      watched = watchedPart(reading.faces[0]?.box ?? null, source, watched);
      spans.forEach(kept.save);
      kept.open = open;
      const then = paces && { next: { wait, every, within, region, part: watched } };
      send({ type: 'reading', reading, backOff: scheduler.backOff, ...(open && { open }), ...then });
      if (paces) pending = 'later';
      if (reaction !== null) send({ type: 'reaction', reaction });
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
    } finally {
      busy = false;
    }
    if (failures > 0) pullAfter({ kind: 'failed' });
    else if (pending === null) pullIn(orders.order.wait);
  }

  function failed(reason: string): void {
    failures += 1;
    region = null;
    watched = null;
    if (failures !== MOST_FAILURES || inference.state.kind !== 'ready') return;
    const message = WORDS.unreadable(reason);
    send({ type: 'state', state: { kind: 'error', message } });
  }

  /** Capture time of a self-paced tab, clamped to [askedAt, now]. */
  function capturedAt(message: ToOffscreen): number {
    const now = edges.now();
    return message.type === 'frame' ? Math.min(Math.max(message.frame.time, askedAt), now) : now;
  }

  /** A call tab tells of a span soon after it. Taken over, it must not write into other days, nor into the future. */
  function isOfNow({ start, duration }: Span): boolean {
    return Math.abs(edges.now() - (start + duration)) <= LATEST_REPORT;
  }

  function pullAfter(outcome: Outcome): void {
    pullIn(orders.after(outcome, askedAt).wait);
  }

  function pullIn(wait: number): void {
    if (closed || failures >= MOST_FAILURES) return;
    clearTimeout(timer);
    timer = setTimeout(pull, wait);
  }

  function flush(end: boolean): void {
    inference
      .flush(callId, end)
      .then((spans) => {
        kept.open = null;
        spans.forEach(kept.save);
      })
      // The worker died during the flush.
      .catch(kept.saveOpen);
  }

  return {
    receive(part) {
      const raw = parts.take(part);
      const message = parseToOffscreen(raw);
      if (message === null) {
        // A damaged frame still answers the request: request again, or the call would wait for ever.
        if (pending === null || (raw as { type?: unknown } | null)?.type !== 'frame') return;
        pending = null;
        failed(WORDS.damaged);
        pullAfter({ kind: 'failed' });
      } else if (message.type === 'retry') {
        failures = 0;
        if (inference.state.kind === 'failed') edges.retry();
        else pull();
      } else if (message.type === 'wrong') {
        kept.sayWrong(message);
        const { time, expression, confidence } = message;
        edges.sayWrong({ time, expression, confidence });
      } else if (message.type === 'camera-off') {
        flush(false);
      } else if (message.type === 'unsaved') {
        if (isOfNow(message.span)) kept.save(message.span);
      } else if (message.type === 'cancel') {
        inference.cancel(callId);
      } else if (message.type === 'pressure') {
        pressure = message.pressure;
      } else if (message.type !== 'alive' && pending !== null) {
        // An unrequested frame is dropped, so that nothing queues.
        if (pending === 'later') askedAt = capturedAt(message);
        pending = null;
        if (message.type === 'frame') void analyse(message.frame, message.paces === true);
        else pullAfter({ kind: 'same' });
      }
    },
    inferenceChanged(state) {
      if (state.kind === 'ready') {
        failures = 0;
        send({ type: 'state', state: { kind: 'watching' } });
        return pull();
      }
      // A new worker does not know the unfinished span, and gets no request before it is ready.
      kept.saveOpen();
      pending = region = watched = null;
      if (state.kind === 'loading') send({ type: 'state', state: { kind: 'loading' } });
      else send({ type: 'state', state: { kind: 'error', message: state.message } });
    },
    forgetOpen() {
      const forget = (): void => {
        kept.open = null;
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
