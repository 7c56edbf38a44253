/** What was begun is kept, once, whatever ends it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { analysed, begun, READY, SPAN, stage } from './support/call-server-stage';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the spans of a call', () => {
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
    const span = { ...SPAN, start: Date.now() - SPAN.duration };
    server.receive({ type: 'unsaved', span });
    expect(saved).toEqual([span]);
  });

  it('takes no unfinished span of another day or of the future from a call tab', () => {
    const { server, saved } = stage();
    for (const hours of [-48, 2, 24 * 365]) {
      const span = { ...SPAN, start: Math.max(Date.now() + hours * 3_600_000, 0) };
      server.receive({ type: 'unsaved', span });
    }
    server.receive({ type: 'unsaved', span: { ...SPAN, start: Date.now(), duration: 23 * 3_600_000 } });
    expect(saved).toEqual([]);
  });

  it('bears that a crashed worker has nothing to flush', async () => {
    const { server, flush, saved } = stage();
    flush.mockRejectedValueOnce(new Error('Gone.'));
    server.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual([]);
  });
});
