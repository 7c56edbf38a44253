/** A call server with stand-ins around it. */
import { vi } from 'vitest';
import type { FrameResult } from '../../../src/analysis/frame-result';
import { type CallServer, createCallServer } from '../../../src/analysis/host/call-server';
import type { InferenceClient, InferenceState } from '../../../src/analysis/host/client';
import type { ToCall } from '../../../src/shared/messages/frames';
import type { Frame, Span } from '../../../src/shared/types';
import { makeFrame } from './frame';

export const READY = { kind: 'ready', backend: 'wasm' } as const;
export const SPAN: Span = { expression: 'happy', start: 0, duration: 900, confidence: 0.8 };

/** What the worker answers about a frame without a face. */
export const analysed = (change: Partial<FrameResult> = {}): FrameResult => ({
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
export function stage(state: InferenceState = READY) {
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
export async function begun() {
  const parts = stage();
  parts.enter(READY);
  parts.frame();
  parts.asked[0]!.resolve(analysed({ open: SPAN }));
  await vi.advanceTimersByTimeAsync(150);
  return parts;
}
