import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameResult } from '../../src/analysis/frame-result';
import { type CallServer, createCallServer } from '../../src/analysis/host/call-server';
import type { InferenceClient, InferenceState } from '../../src/analysis/host/client';
import { createSplitter } from '../../src/shared/messages/frame-parts';
import type { ToCall } from '../../src/shared/messages/frames';
import type { Frame, Span } from '../../src/shared/types';
import { makeFrame } from './support/frame';

const READY = { kind: 'ready', backend: 'wasm' } as const;
const SPAN: Span = { expression: 'happy', start: 0, duration: 900, confidence: 0.8 };
const PART = { x: 100, y: 100, width: 200, height: 150 };

const analysed = (change: Partial<FrameResult> = {}): FrameResult => ({
  reading: {
    time: 1000,
    faces: [],
    expression: null,
    confidence: 0,
    dwell: 0,
    took: { face: 10, emotion: 10, total: 20 },
  },
  reaction: null,
  spans: [],
  region: null,
  ...change,
});

/** One call server with stand-ins for the port, the inference worker and the store. */
function stage(state: InferenceState = READY) {
  const sent: ToCall[] = [];
  const saved: Span[] = [];
  const asked: {
    readonly frame: Frame;
    resolve(analysis: FrameResult): void;
    reject(error: Error): void;
  }[] = [];
  const cancel = vi.fn();
  const flush = vi.fn(async (_call: string, _end: boolean): Promise<readonly Span[]> => []);
  const inference = {
    state,
    analyse: (_call: string, frame: Frame) =>
      new Promise<FrameResult>((resolve, reject) => asked.push({ frame, resolve, reject })),
    flush,
    figures: async () => null,
    fail: vi.fn(),
    setBaseline: vi.fn(),
    setReactions: vi.fn(),
    cancel,
    restart: vi.fn(),
    dispose: vi.fn(),
  };
  const retry = vi.fn();
  const sayWrong = vi.fn();
  const server: CallServer = createCallServer(
    'call',
    { postMessage: (m) => sent.push(m) },
    {
      inference: inference satisfies InferenceClient,
      now: Date.now,
      conditions: () => ({ budget: 'balanced', onBattery: false, follow: false }),
      sharers: () => 1,
      saveSpan: (span) => saved.push(span),
      retry,
      sayWrong,
    },
  );
  const enter = (next: InferenceState): void => {
    inference.state = next;
    server.inferenceChanged(next);
  };
  const pulls = (): ToCall[] => sent.filter(({ type }) => type === 'pull');
  /** Pulls, and answers that ask for the next frame. */
  const questions = (): ToCall[] => sent.filter((m) => m.type === 'pull' || (m.type === 'reading' && m.next));
  const frame = (): void => server.receive({ type: 'frame', frame: makeFrame() });
  /** A frame, its answer, and the pause until the next pull. */
  async function round(answer: FrameResult | Error): Promise<void> {
    frame();
    const request = asked.shift()!;
    if (answer instanceof Error) request.reject(answer);
    else request.resolve(answer);
    await vi.advanceTimersByTimeAsync(3000);
  }
  return {
    server,
    sent,
    saved,
    asked,
    flush,
    cancel,
    retry,
    sayWrong,
    enter,
    pulls,
    questions,
    frame,
    round,
  };
}

/** The same after one frame, in which a span had begun. */
async function begun() {
  const parts = stage();
  parts.enter(READY);
  parts.frame();
  parts.asked[0]!.resolve(analysed({ open: SPAN }));
  await vi.advanceTimersByTimeAsync(150);
  return parts;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the call server', () => {
  it('asks for the first frame as soon as the networks are ready, not before', () => {
    const { sent, pulls, enter } = stage({ kind: 'loading' });
    enter({ kind: 'loading' });
    expect(sent).toEqual([{ type: 'state', state: { kind: 'loading' } }]);
    enter(READY);
    expect(sent[1]).toEqual({ type: 'state', state: { kind: 'watching' } });
    expect(pulls()).toEqual([{ type: 'pull', region: null }]);
  });

  it('sends reading and reaction, saves spans, and asks for the region at the right pace', async () => {
    const { sent, saved, pulls, enter, frame, asked } = stage();
    enter(READY);
    frame();
    const reaction = { time: 1000, expression: 'happy', confidence: 0.9, emoji: '1f604' } as const;
    const analysis = analysed({ reaction, spans: [SPAN], region: PART });
    asked[0]!.resolve(analysis);
    await vi.advanceTimersByTimeAsync(90);
    expect(sent.slice(2)).toEqual([
      { type: 'reading', reading: analysis.reading, backOff: null },
      { type: 'reaction', reaction },
    ]);
    expect(saved).toEqual([SPAN]);
    await vi.advanceTimersByTimeAsync(20);
    const watch = { part: { x: 0, y: 0, width: 640, height: 480 }, force: true };
    expect(pulls().slice(1)).toEqual([{ type: 'pull', region: PART, watch }]);
  });

  it('asks again soon where nothing has changed, and in the end for the picture in any case', async () => {
    const { server, enter, pulls, frame, asked } = stage();
    enter(READY);
    // Alert at first: every picture is wanted.
    for (let i = 0; i < 12; i++) {
      frame();
      asked.shift()!.resolve(analysed());
      await vi.advanceTimersByTimeAsync(130);
    }
    expect(pulls().at(-1)).toMatchObject({ watch: { force: false } });
    const before = pulls().length;
    for (let i = 0; i < 3; i++) {
      server.receive({ type: 'same' });
      await vi.advanceTimersByTimeAsync(130);
    }
    expect(pulls()).toHaveLength(before + 3);
    expect(asked).toHaveLength(0);
    expect(pulls().at(-1)).toMatchObject({ watch: { force: true } });
    // Not asked for: it answers nothing.
    frame();
    expect(asked).toHaveLength(1);
    server.receive({ type: 'same' });
    expect(pulls()).toHaveLength(before + 3);
  });

  it('tells a call tab that can wait by itself when to look next, and asks it for nothing else', async () => {
    const { server, sent, enter, pulls, asked } = stage();
    enter(READY);
    const paced = (): void => server.receive({ type: 'frame', frame: makeFrame(), paces: true });
    for (let i = 0; i < 5; i++) {
      paced();
      asked.shift()!.resolve(analysed({ region: PART }));
      await vi.advanceTimersByTimeAsync(130);
    }
    expect(pulls()).toHaveLength(1);
    const last = sent.findLast(({ type }) => type === 'reading');
    const part = { x: 0, y: 0, width: 640, height: 480 };
    expect(last).toMatchObject({ next: { every: 125, region: PART, part } });
    // It is hidden now: from here on it is asked.
    server.receive({ type: 'frame', frame: makeFrame() });
    asked.shift()!.resolve(analysed());
    await vi.advanceTimersByTimeAsync(130);
    expect(pulls()).toHaveLength(2);
    expect(sent.findLast(({ type }) => type === 'reading')).not.toHaveProperty('next');
  });

  it('asks for a look around at once, and for the frame after it when that would have come', async () => {
    const { server, sent, enter, pulls, asked } = stage();
    enter(READY);
    const next = () => (sent.findLast(({ type }) => type === 'reading') as { next?: unknown }).next;
    server.receive({ type: 'frame', frame: makeFrame(), paces: true });
    asked.shift()!.resolve(analysed({ around: true }));
    await vi.advanceTimersByTimeAsync(0);
    expect(next()).toMatchObject({ wait: 0, within: 0, region: null });
    await vi.advanceTimersByTimeAsync(40);
    server.receive({ type: 'frame', frame: makeFrame(), paces: true });
    asked.shift()!.resolve(analysed({ region: PART }));
    await vi.advanceTimersByTimeAsync(0);
    // The face came a moment ago, so that it is looked at as often as it can be: 100 ms after the frame before.
    expect(next()).toMatchObject({ wait: 60, region: PART });
    // In a hidden tab the same by questions.
    server.receive({ type: 'frame', frame: makeFrame() });
    asked.shift()!.resolve(analysed({ around: true }));
    await vi.advanceTimersByTimeAsync(1);
    expect(pulls()).toHaveLength(2);
    expect(pulls().at(-1)).toMatchObject({ region: null, watch: { force: true } });
  });

  it('asks a call tab that was to wait by itself and did so for nothing, or whose picture cannot be read', async () => {
    const { server, enter, pulls, asked } = stage();
    enter(READY);
    const paced = (): void => server.receive({ type: 'frame', frame: makeFrame(), paces: true });
    paced();
    asked.shift()!.resolve(analysed());
    await vi.advanceTimersByTimeAsync(600);
    server.receive({ type: 'same' });
    await vi.advanceTimersByTimeAsync(130);
    expect(pulls()).toHaveLength(2);
    paced();
    asked.shift()!.reject(new Error('No luck.'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(pulls()).toHaveLength(3);
  });

  it('takes no frame while the networks are loaded again, and asks when they are there', async () => {
    const { server, sent, enter, pulls, asked } = stage();
    enter(READY);
    const paced = (): void => server.receive({ type: 'frame', frame: makeFrame(), paces: true });
    paced();
    asked.shift()!.resolve(analysed({ region: PART }));
    await vi.advanceTimersByTimeAsync(10);
    enter({ kind: 'failed', message: 'Gone.', crashed: true });
    enter({ kind: 'loading' });
    paced();
    expect(asked).toEqual([]);
    enter(READY);
    expect(pulls()).toHaveLength(2);
    expect(sent.at(-1)).toEqual({ type: 'pull', region: null });
    paced();
    expect(asked).toHaveLength(1);
  });

  it('analyses less, and says why, where the call tab tells of a hot computer', async () => {
    const { server, sent, enter, round } = stage();
    enter(READY);
    await round(analysed());
    server.receive({ type: 'pressure', pressure: 'glowing' });
    await round(analysed());
    expect(sent.filter(({ type }) => type === 'reading').at(-1)).toMatchObject({ backOff: null });
    server.receive({ type: 'pressure', pressure: 'critical' });
    await round(analysed());
    expect(sent.filter(({ type }) => type === 'reading').at(-1)).toMatchObject({ backOff: 'heat' });
  });

  it('never has more than one frame under way, whatever the call tab sends', async () => {
    type Step =
      | 'frame'
      | 'paced'
      | 'same'
      | 'answer'
      | 'fail'
      | 'retry'
      | 'camera-off'
      | 'ready'
      | 'crash'
      | 'wait'
      | 'junk';
    const steps = fc.array(
      fc.constantFrom<Step>(
        'frame',
        'paced',
        'answer',
        'fail',
        'retry',
        'camera-off',
        'ready',
        'crash',
        'wait',
        'same',
        'junk',
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const { server, asked, questions, enter, frame } = stage();
        enter(READY);
        let accepted = 0;
        let answered = 0;
        for (const step of list) {
          const before = asked.length;
          if (step === 'frame') frame();
          if (step === 'paced') server.receive({ type: 'frame', frame: makeFrame(), paces: true });
          if (step === 'answer') asked[answered]?.resolve(analysed());
          if (step === 'fail') asked[answered]?.reject(new Error('No luck.'));
          if ((step === 'answer' || step === 'fail') && answered < asked.length) answered += 1;
          if (step === 'retry' || step === 'camera-off') server.receive({ type: step });
          if (step === 'same') {
            // No frame, but the answer to the pull as well.
            if (questions().length > accepted) accepted += 1;
            server.receive({ type: 'same' });
          }
          if (step === 'ready') enter(READY);
          // What was asked for before is not taken any more.
          if (step === 'crash') accepted = questions().length;
          if (step === 'crash') enter({ kind: 'failed', message: 'Gone.' });
          if (step === 'junk') {
            // A damaged frame uses up the pull, as a good one does.
            if (questions().length > accepted) accepted += 1;
            server.receive({ type: 'frame', frame: { width: 3 } });
          }
          await vi.advanceTimersByTimeAsync(step === 'wait' ? 150 : 0);
          accepted += asked.length - before;
          expect(asked.length - answered).toBeLessThanOrEqual(1);
          expect(questions().length - accepted).toBeGreaterThanOrEqual(0);
          expect(questions().length - accepted).toBeLessThanOrEqual(1);
        }
        server.close();
      }),
      { numRuns: 60 },
    );
  });

  it('takes a frame in pieces, and a stray piece spoils one frame at most', async () => {
    const { server, enter, asked, pulls } = stage();
    enter(READY);
    const large = makeFrame({ width: 320, height: 240 });
    const sendAll = (): void => {
      for (const part of createSplitter().partsOf({ type: 'frame', frame: large })) server.receive(part);
    };
    sendAll();
    expect(asked).toHaveLength(1);
    expect(asked[0]!.frame.data.length).toBe(large.data.length);
    asked[0]!.resolve(analysed());
    await vi.advanceTimersByTimeAsync(5000);
    server.receive({ type: 'part', data: new Uint8Array(9) });
    sendAll();
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5000);
    expect(pulls()).toHaveLength(3);
    sendAll();
    expect(asked).toHaveLength(2);
  });

  it('ignores what is no message, and still takes the frame that it asked for', () => {
    const { server, enter, asked, frame } = stage();
    enter(READY);
    for (const junk of [null, 'frame', { frame: makeFrame() }, { type: 'frames' }]) server.receive(junk);
    expect(asked).toHaveLength(0);
    frame();
    expect(asked).toHaveLength(1);
  });

  it('asks again when the frame that it asked for comes damaged, and says so when all do', async () => {
    const { server, sent, enter, asked, pulls } = stage();
    enter(READY);
    for (let i = 1; i <= 5; i++) {
      expect(pulls()).toHaveLength(i);
      server.receive({ type: 'frame', frame: { ...makeFrame(), width: 1 } });
      await vi.advanceTimersByTimeAsync(5000);
    }
    expect(asked).toHaveLength(0);
    expect(pulls()).toHaveLength(5);
    expect(sent.at(-1)).toMatchObject({ type: 'state', state: { kind: 'error' } });
  });

  it('goes on after four failures, and tells of the fifth once', async () => {
    const { sent, enter, round, pulls } = stage();
    enter(READY);
    for (let i = 0; i < 4; i++) await round(new Error('No luck.'));
    await round(analysed());
    for (let i = 0; i < 5; i++) await round(new Error('No luck.'));
    const errors = sent.filter((m) => m.type === 'state' && m.state.kind === 'error');
    expect(errors).toEqual([
      {
        type: 'state',
        state: { kind: 'error', message: 'The camera pictures cannot be analysed: No luck.' },
      },
    ]);
    expect(sent.at(-1)).toEqual(errors[0]);
    expect(pulls()).toHaveLength(10);
  });

  it.each(['retry', 'another backend'])(
    'starts anew after that on %s, and tells again if it fails again',
    async (how) => {
      const { server, sent, enter, round } = stage();
      enter(READY);
      for (let time = 0; time < 2; time++) {
        for (let i = 0; i < 5; i++) await round(new Error('No luck.'));
        expect(sent.at(-1)).toMatchObject({ type: 'state', state: { kind: 'error' } });
        if (how === 'retry') server.receive({ type: 'retry' });
        else enter(READY);
        expect(sent.at(-1)).toEqual({ type: 'pull', region: null });
      }
    },
  );

  it('has the networks loaded again on retry only where they failed', () => {
    const { server, enter, retry, sent } = stage();
    server.receive({ type: 'retry' });
    expect(retry).not.toHaveBeenCalled();
    enter({ kind: 'failed', message: 'A file is missing.' });
    expect(sent.at(-1)).toEqual({ type: 'state', state: { kind: 'error', message: 'A file is missing.' } });
    server.receive({ type: 'retry' });
    expect(retry).toHaveBeenCalledOnce();
  });

  it('keeps one pace, also when retry is pressed while it waits', async () => {
    const { server, enter, pulls, frame, asked } = stage();
    enter(READY);
    frame();
    asked[0]!.resolve(analysed());
    await vi.advanceTimersByTimeAsync(50);
    server.receive({ type: 'retry' });
    frame();
    asked[1]!.resolve(analysed());
    await vi.advanceTimersByTimeAsync(80);
    expect(pulls()).toHaveLength(2);
  });

  it('saves what is open when the camera goes off, and goes on when it is back', async () => {
    const { server, enter, flush, saved, frame, asked } = stage();
    enter(READY);
    flush.mockResolvedValueOnce([SPAN]);
    server.receive({ type: 'camera-off' });
    await vi.advanceTimersByTimeAsync(0);
    expect(flush).toHaveBeenCalledWith('call', false);
    expect(saved).toEqual([SPAN]);
    frame();
    expect(asked).toHaveLength(1);
  });

  it('passes the user’s no on for this call only', () => {
    const { server, cancel } = stage();
    server.receive({ type: 'cancel' });
    expect(cancel.mock.calls).toEqual([['call']]);
  });

  it('saves what is open when the call ends, and sends nothing any more', async () => {
    const { server, sent, enter, flush, saved, frame, asked } = stage();
    enter(READY);
    frame();
    flush.mockResolvedValueOnce([SPAN]);
    server.close();
    const before = sent.length;
    asked[0]!.resolve(analysed({ spans: [SPAN] }));
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    enter(READY);
    expect(flush.mock.calls).toEqual([['call', true]]);
    expect(saved).toEqual([SPAN, SPAN]);
    expect(sent).toHaveLength(before);
  });

  it('keeps what a worker had begun when it dies, once', async () => {
    const { server, enter, saved, sent, flush } = await begun();
    expect(sent.find(({ type }) => type === 'reading')).toMatchObject({ open: SPAN });
    expect(saved).toEqual([]);
    enter({ kind: 'loading' });
    expect(saved).toEqual([SPAN]);
    flush.mockRejectedValueOnce(new Error('Gone.'));
    server.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual([SPAN]);
  });

  it('keeps it also where the worker dies while it is asked to end it', async () => {
    const { server, saved, flush } = await begun();
    flush.mockRejectedValueOnce(new Error('Gone.'));
    server.receive({ type: 'camera-off' });
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual([SPAN]);
  });

  it('does not keep twice what was ended in time', async () => {
    const { server, enter, saved, flush } = await begun();
    flush.mockResolvedValueOnce([SPAN]);
    server.receive({ type: 'camera-off' });
    await vi.advanceTimersByTimeAsync(0);
    enter({ kind: 'failed', message: 'Gone.' });
    expect(saved).toEqual([SPAN]);
  });

  it('keeps nothing of what began while nothing was to be kept', async () => {
    const { server, enter, saved, flush } = await begun();
    flush.mockResolvedValueOnce([SPAN]);
    server.forgetOpen();
    await vi.advanceTimersByTimeAsync(0);
    enter({ kind: 'loading' });
    expect(saved).toEqual([]);
  });

  it('keeps the span that the last analysis of this call left unfinished', () => {
    const { server, saved } = stage();
    server.receive({ type: 'unsaved', span: SPAN });
    expect(saved).toEqual([SPAN]);
  });

  it('bears that a crashed worker has nothing to flush', async () => {
    const { server, flush, saved } = stage();
    flush.mockRejectedValueOnce(new Error('Gone.'));
    server.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual([]);
  });
});
