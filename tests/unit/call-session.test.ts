import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCallSession } from '../../src/call/call-session';
import type { QualityReason } from '../../src/shared/types';
import {
  chosen,
  endSession,
  link,
  links,
  makeReading,
  newSession,
  PULL,
  pass,
  REACTION,
  seen,
  session,
  sources,
  states,
} from './support/call-session-stage';
import { makeTrack } from './support/camera';
import { makeFrame } from './support/frame';

beforeEach(newSession);
afterEach(endSession);

describe('a page that asks for a camera', () => {
  it('has the analysis started while the device starts: once, however often it asks', () => {
    session.cameraAsked();
    session.cameraAsked();
    expect(seen.prepare).toHaveBeenCalledOnce();
    session.cameraOpened(makeTrack());
    expect(links).toHaveLength(1);
  });

  it('has nothing started where the call is paused, or the analysis runs', () => {
    session.setPaused(true);
    session.cameraAsked();
    session.setPaused(null);
    session.cameraOpened(makeTrack());
    session.cameraAsked();
    expect(seen.prepare).not.toHaveBeenCalled();
  });
});

describe('a call session', () => {
  it('opens no link and reads nothing before the page opens a camera', async () => {
    await pass(5000);
    expect(links).toEqual([]);
    expect(session.hasCamera).toBe(false);
    expect(session.snapshot()).toEqual({ state: { kind: 'waiting' }, reactions: [], load: null });
  });

  it('goes from camera over loading to watching, and sends the frames that are asked for', async () => {
    session.cameraOpened(makeTrack());
    expect(session.hasCamera).toBe(true);
    link().events.onMessage({ type: 'state', state: { kind: 'loading' } });
    link().events.onMessage({ type: 'state', state: { kind: 'watching' } });
    link().events.onMessage(PULL);
    sources[0]!.reads[0]!.resolve(makeFrame());
    await pass();
    expect(link().send.mock.calls).toEqual([[{ type: 'frame', frame: makeFrame(), paces: true }]]);
    link().events.onMessage({ type: 'reading', reading: makeReading(100_000) });
    link().events.onMessage({ type: 'reading', reading: makeReading(100_000, 0) });
    expect(states()).toEqual(['loading', 'watching', 'no-face']);
    expect(seen.onReading).toHaveBeenCalledTimes(2);
  });

  it('says why a face cannot be read, also when the reason changes', () => {
    session.cameraOpened(makeTrack());
    const unclear = (reason: QualityReason) => ({ ok: false, reason }) as const;
    for (const quality of [unclear('dark'), unclear('dark'), unclear('turned'), { ok: true } as const]) {
      link().events.onMessage({ type: 'reading', reading: { ...makeReading(100_000), quality } });
    }
    expect(seen.onState.mock.calls.map(([state]) => state)).toEqual([
      { kind: 'loading' },
      { kind: 'unclear', reason: 'dark' },
      { kind: 'unclear', reason: 'turned' },
      { kind: 'watching' },
    ]);
  });

  it('shows and keeps reactions, newest first and not endlessly many', () => {
    session.cameraOpened(makeTrack());
    for (let time = 0; time < 60; time++) {
      link().events.onMessage({ type: 'reaction', reaction: { ...REACTION, time } });
    }
    const { reactions } = session.snapshot();
    expect(reactions).toHaveLength(50);
    expect(reactions[0]!.time).toBe(59);
    expect(seen.onReaction).toHaveBeenCalledTimes(60);
  });

  it('neither shows nor keeps a reaction while automatic reactions are off', () => {
    session.cameraOpened(makeTrack());
    chosen.autoReactions = false;
    link().events.onMessage({ type: 'reaction', reaction: REACTION });
    expect(seen.onReaction).not.toHaveBeenCalled();
    expect(session.snapshot().reactions).toEqual([]);
  });

  it('takes a no from before the clock was set back for none', async () => {
    session.cameraOpened(makeTrack());
    session.cancel();
    vi.setSystemTime(50_000);
    link().events.onMessage({ type: 'reaction', reaction: { ...REACTION, time: 50_000 } });
    expect(seen.onReaction).toHaveBeenCalledOnce();
  });

  it('tells the background what was wrong where no analysis hears it', () => {
    session.cameraOpened(makeTrack());
    for (const time of [1000, 2000])
      link().events.onMessage({ type: 'reaction', reaction: { ...REACTION, time } });
    session.markWrong(1000);
    expect(link().send).toHaveBeenCalledWith(expect.objectContaining({ type: 'wrong', time: 1000 }));
    expect(seen.onWrong).not.toHaveBeenCalled();
    link().send.mockReturnValue(false);
    session.markWrong(2000);
    expect(seen.onWrong).toHaveBeenCalledWith(expect.objectContaining({ time: 2000 }));
  });

  it('asks where the user wants to be asked, and drops the question when nothing is read any more', () => {
    session.cameraOpened(makeTrack());
    link().events.onMessage({ type: 'reading', reading: makeReading(99_000) });
    link().events.onMessage({ type: 'reaction', reaction: { ...REACTION, asks: true } });
    expect(session.snapshot()).toMatchObject({ asked: { expression: 'happy' }, reactions: [] });
    // A face that is lost for a moment takes nothing away.
    link().events.onMessage({ type: 'reading', reading: makeReading(99_100, 0) });
    expect(session.snapshot().asked).toBeDefined();
    session.setPaused(true);
    expect(session.snapshot().asked).toBeUndefined();
    session.sendNow();
    expect(seen.onReaction).not.toHaveBeenCalled();
  });

  it('passes a no on to the analysis, and sends the expression that is on when told to', () => {
    session.cameraOpened(makeTrack());
    session.cancel();
    expect(link().send).toHaveBeenLastCalledWith({ type: 'cancel' });
    link().events.onMessage({
      type: 'reading',
      reading: { ...makeReading(99_000), expression: 'happy', confidence: 0.8 },
    });
    session.sendNow();
    expect(seen.onReaction.mock.calls).toMatchObject([[{ expression: 'happy', slot: 'happy.clear' }]]);
    // The analysis, whose ring may be nearly full, is not to send it again.
    expect(vi.mocked(link().send).mock.calls.filter(([{ type }]) => type === 'cancel')).toHaveLength(2);
    // Its span is known by when the face was seen, which may be over by now.
    const { time } = session.snapshot().reactions[0]!;
    session.markWrong(time);
    expect(link().send).toHaveBeenLastCalledWith(expect.objectContaining({ type: 'wrong', time: 99_000 }));
    session.setPaused(true);
    session.sendNow();
    expect(seen.onReaction).toHaveBeenCalledOnce();
  });

  it('shows an error, passes the retry on, and recovers', () => {
    session.cameraOpened(makeTrack());
    const error = { kind: 'error', message: 'A file is missing.' } as const;
    link().events.onMessage({ type: 'state', state: error });
    expect(session.snapshot().state).toEqual(error);
    session.retry();
    expect(link().send).toHaveBeenCalledWith({ type: 'retry' });
    link().events.onUnreachable('The analysis stopped.');
    expect(session.snapshot().state).toEqual({ kind: 'error', message: 'The analysis stopped.' });
    link().events.onMessage({ type: 'state', state: { kind: 'watching' } });
    expect(session.snapshot().state).toEqual({ kind: 'watching' });
  });

  it('measures the load over the last seconds', () => {
    session.cameraOpened(makeTrack());
    for (let i = 0; i < 40; i++) {
      link().events.onMessage({ type: 'reading', reading: makeReading(90_000 + 250 * i) });
    }
    vi.setSystemTime(99_750);
    const { load } = session.snapshot();
    expect(load!.framesPerSecond).toBeCloseTo(4, 0);
    expect(load!.millisecondsPerFrame).toBe(40);
    vi.setSystemTime(120_000);
    expect(session.snapshot().load).toBeNull();
  });

  it('lets go of camera and link at its end, and passes orphanhood on', () => {
    session.cameraOpened(makeTrack());
    link().events.onOrphaned();
    expect(seen.onOrphaned).toHaveBeenCalledOnce();
    session.dispose();
    expect(link().dispose).toHaveBeenCalledOnce();
    expect(sources[0]!.dispose).toHaveBeenCalledOnce();
  });
});

describe('a call session in a browser that cannot read frames', () => {
  it('says so, opens no link, and keeps saying so', async () => {
    const openLink = vi.fn();
    const onState = vi.fn();
    const createSource = (): never => {
      throw new Error('This browser cannot read camera frames.');
    };
    const edges = { ...seen, now: Date.now, autoReactions: () => true };
    const old = createCallSession({ ...edges, onState, openLink, createSource });
    old.cameraOpened(makeTrack());
    await pass(3000);
    expect(openLink).not.toHaveBeenCalled();
    expect(onState.mock.calls).toEqual([
      [{ kind: 'error', message: 'This browser cannot read camera frames.' }],
    ]);
    old.dispose();
  });
});
