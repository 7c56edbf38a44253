/** An expression that goes on while a part of the extension dies is not lost, and not kept twice. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createSpanBuilder, SHORTEST_SPAN } from '../../src/analysis/temporal/spans';
import type { FrameLinkEvents } from '../../src/call/edges/frame-link';
import { withUnsavedSpan } from '../../src/call/frames/unsaved-span';
import { parseToOffscreen } from '../../src/shared/messages/frame-guards';
import type { ToCall, ToOffscreen } from '../../src/shared/messages/frames';
import { EXPRESSIONS, type Span } from '../../src/shared/types';
import { makeFrame } from './support/frame';

const SPAN: Span = { expression: 'happy', start: 1000, duration: 900, confidence: 0.8 };
const FRAME: ToOffscreen = { type: 'frame', frame: makeFrame() };

const reading = (open?: Span): ToCall => ({
  type: 'reading',
  reading: {
    time: 2000,
    faces: [],
    expression: null,
    confidence: 0,
    dwell: 0,
    took: { face: 1, emotion: 1, total: 2 },
  },
  ...(open && { open }),
});

function stage() {
  const sent: ToOffscreen[] = [];
  let connected = true;
  let events!: FrameLinkEvents;
  const seen: ToCall[] = [];
  const link = withUnsavedSpan(
    (given) => {
      events = given;
      return { send: (message) => connected && sent.push(message) > 0, dispose: vi.fn() };
    },
    { onMessage: (message) => seen.push(message), onUnreachable() {}, onOrphaned() {} },
  );
  return {
    link,
    seen,
    tell: (message: ToCall) => events.onMessage(message),
    cut() {
      connected = false;
    },
    open() {
      connected = true;
      events.onOpened!();
    },
    unsaved: () => sent.filter(({ type }) => type === 'unsaved'),
  };
}

describe('the call tab’s link', () => {
  it('tells a new analysis of the span that the last one had begun, once', () => {
    const { link, seen, tell, cut, open, unsaved } = stage();
    open();
    link.send(FRAME);
    tell(reading(SPAN));
    expect(seen).toHaveLength(1);
    expect(unsaved()).toEqual([]);
    cut();
    open();
    expect(unsaved()).toEqual([{ type: 'unsaved', span: SPAN }]);
    tell({ type: 'state', state: { kind: 'watching' } });
    cut();
    open();
    expect(unsaved()).toHaveLength(1);
  });

  it('tells it again where nobody answered on the connection', () => {
    const { tell, cut, open, unsaved } = stage();
    tell(reading(SPAN));
    cut();
    open();
    cut();
    open();
    expect(unsaved()).toHaveLength(2);
  });

  it('says nothing of what the user said to be wrong, also if that was said to nobody', () => {
    const { link, tell, cut, open, unsaved } = stage();
    tell(reading(SPAN));
    cut();
    link.send({ type: 'wrong', time: 1500, expression: 'happy', confidence: 0.8 });
    tell(reading({ ...SPAN, duration: 1500 }));
    open();
    expect(unsaved()).toEqual([]);
  });

  it('forgets it when the span is over', () => {
    const { tell, cut, open, unsaved } = stage();
    tell(reading(SPAN));
    tell(reading());
    cut();
    open();
    expect(unsaved()).toEqual([]);
  });

  it('leaves it to the analysis when the camera goes off, also if a last answer comes after', () => {
    const { link, tell, cut, open, unsaved } = stage();
    link.send(FRAME);
    tell(reading(SPAN));
    link.send({ type: 'camera-off' });
    tell(reading(SPAN));
    cut();
    open();
    expect(unsaved()).toEqual([]);
  });

  it('still has it when the camera goes off while nobody listens', () => {
    const { link, tell, cut, open, unsaved } = stage();
    tell(reading(SPAN));
    cut();
    link.send({ type: 'camera-off' });
    open();
    expect(unsaved()).toHaveLength(1);
  });
});

describe('a span that comes back from a call tab', () => {
  it('passes with its own fields only', () => {
    const message = { type: 'unsaved', span: { ...SPAN, site: 'evil.example' } };
    expect(parseToOffscreen(message)).toEqual({ type: 'unsaved', span: SPAN });
  });

  it.each([
    null,
    'happy',
    { ...SPAN, duration: -1 },
    { ...SPAN, start: Number.NaN },
    { ...SPAN, expression: 'bored' },
    { ...SPAN, confidence: 2 },
  ])('is stopped where it is no span (%o)', (span) => {
    expect(parseToOffscreen({ type: 'unsaved', span })).toBeNull();
  });
});

it('the open span is at every moment what ending it now would give', () => {
  const steps = fc.array(
    fc.record({
      expression: fc.option(fc.constantFrom(...EXPRESSIONS), { nil: null }),
      wait: fc.integer({ min: 1, max: 500 }),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      const told = createSpanBuilder();
      let time = 0;
      const played: { expression: (typeof list)[number]['expression']; time: number }[] = [];
      for (const { expression, wait } of list) {
        time += wait;
        played.push({ expression, time });
        told.update(expression, 0.5, time);
        const ending = createSpanBuilder();
        for (const step of played) ending.update(step.expression, 0.5, step.time);
        const ended = ending.flush();
        expect(told.open).toEqual(ended);
        if (ended) expect(ended.duration).toBeGreaterThanOrEqual(SHORTEST_SPAN);
      }
    }),
  );
});
