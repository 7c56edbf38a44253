import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSplitter } from '../../src/shared/messages/frame-parts';
import { analysed, READY, SPAN, stage } from './support/call-server-stage';
import { makeFrame } from './support/frame';

const PART = { x: 100, y: 100, width: 200, height: 150 };

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

  it('passes the user’s no on for this call only', () => {
    const { server, cancel } = stage();
    server.receive({ type: 'cancel' });
    expect(cancel.mock.calls).toEqual([['call']]);
  });
});
