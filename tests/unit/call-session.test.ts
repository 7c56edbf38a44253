import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { type CallSession, createCallSession } from '../../src/call/call-session';
import type { FrameLink, FrameLinkEvents } from '../../src/call/edges/frame-link';
import type { QualityReason, Reaction, Reading } from '../../src/shared/types';
import { makeSource, makeTrack, type StubSource } from './support/camera';
import { makeFrame } from './support/frame';

const PULL = { type: 'pull', region: null } as const;
const REACTION: Reaction = { time: 1000, expression: 'happy', confidence: 0.9, emoji: '1f604' };

function makeReading(time: number, faces = 1): Reading {
  const face = { track: 1, box: { x: 0, y: 0, width: 1, height: 1 }, probabilities: {} as never };
  return {
    time,
    faces: Array(faces).fill(face),
    expression: null,
    confidence: 0,
    dwell: 0,
    took: { face: 30, emotion: 10, total: 40 },
  };
}

interface StubLink {
  readonly events: FrameLinkEvents;
  readonly send: Mock<FrameLink['send']>;
  readonly dispose: Mock<FrameLink['dispose']>;
}

let session: CallSession;
let links: StubLink[];
let sources: StubSource[];
let autoReactions: boolean;
let canWait: boolean;
const seen = {
  onCamera: vi.fn(),
  onState: vi.fn(),
  onReading: vi.fn(),
  onReaction: vi.fn(),
  onWrong: vi.fn(),
  onOrphaned: vi.fn(),
};
const link = (): StubLink => links.at(-1)!;
const states = (): string[] => seen.onState.mock.calls.map(([state]) => state.kind);
const pass = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 });
  vi.clearAllMocks();
  links = [];
  sources = [];
  autoReactions = true;
  canWait = true;
  session = createCallSession({
    ...seen,
    openLink(events) {
      links.push({ events, send: vi.fn(() => true), dispose: vi.fn() });
      return link();
    },
    createSource(track) {
      sources.push(makeSource(track));
      return sources.at(-1)!;
    },
    now: Date.now,
    autoReactions: () => autoReactions,
    canWait: () => canWait,
  });
});
afterEach(() => {
  session.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
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

  describe('that can wait by itself', () => {
    const PART = { x: 0, y: 0, width: 100, height: 100 };
    const next = { wait: 100, every: 50, within: 180, region: null, part: PART };
    const reading = () => ({ type: 'reading', reading: makeReading(Date.now()), next }) as const;
    const looked = (): number => sources[0]!.reads.length;
    const sent = (): unknown[] => link().send.mock.calls.map(([message]) => message);

    async function begin(): Promise<void> {
      session.cameraOpened(makeTrack());
      link().events.onMessage(PULL);
      sources[0]!.reads[0]!.resolve(makeFrame());
      await pass();
    }

    it('says so, and looks when the last answer said', async () => {
      await begin();
      expect(sent()).toEqual([{ type: 'frame', frame: makeFrame(), paces: true }]);
      link().events.onMessage(reading());
      await pass(99);
      expect(looked()).toBe(1);
      await pass(1);
      expect(looked()).toBe(2);
    });

    it('looks on without a word while nothing changes, and in the end sends in any case', async () => {
      await begin();
      const asked: boolean[] = [];
      sources[0]!.readIfChanged = async (_, { force }) => {
        asked.push(force);
        return force ? makeFrame() : 'same';
      };
      link().events.onMessage(reading());
      await pass(1000);
      expect(asked).toEqual([false, false, true]);
      expect(sent()).toHaveLength(2);
    });

    it('leaves it to the analysis to ask where its timers are slowed down', async () => {
      await begin();
      sources[0]!.readIfChanged = async () => 'same';
      link().events.onMessage(reading());
      canWait = false;
      await pass(1000);
      expect(sent().slice(1)).toEqual([{ type: 'same' }]);
      link().events.onMessage(PULL);
      sources[0]!.reads[1]!.resolve(makeFrame());
      await pass();
      expect(sent().at(-1)).toEqual({ type: 'frame', frame: makeFrame() });
    });

    it('does not forget what it was told while its camera was off', async () => {
      const track = makeTrack();
      session.cameraOpened(track);
      link().events.onMessage(PULL);
      sources[0]!.reads[0]!.resolve(makeFrame());
      await pass();
      track.enabled = false;
      await pass(600);
      link().events.onMessage(reading());
      await pass(600);
      expect(looked()).toBe(1);
      track.enabled = true;
      await pass(600);
      expect(looked()).toBe(2);
    });

    it('forgets what it was told when it is asked', async () => {
      await begin();
      link().events.onMessage(reading());
      link().events.onMessage(PULL);
      sources[0]!.reads[1]!.resolve(makeFrame());
      await pass(1000);
      expect(looked()).toBe(2);
    });
  });

  it('tells the analysis of another device before its first frame, and not of another track of the same one', async () => {
    const track = makeTrack();
    const readNext = async (): Promise<void> => {
      link().events.onMessage(PULL);
      sources.at(-1)!.reads.at(-1)!.resolve(makeFrame());
      await pass();
    };
    session.cameraOpened(track);
    await readNext();
    session.cameraOpened(makeTrack());
    await readNext();
    expect(sources).toHaveLength(2);
    session.cameraOpened(makeTrack({ getSettings: () => ({ deviceId: 'other' }) }));
    await readNext();
    expect(link().send.mock.calls.map(([{ type }]) => type)).toEqual([
      'frame',
      'frame',
      'camera-off',
      'frame',
    ]);
  });

  it('looks for the user in the other camera where the newest has shown no face for a while', async () => {
    const shows = async (faces: number): Promise<void> => {
      link().events.onMessage({ type: 'reading', reading: makeReading(Date.now(), faces) });
      await pass(1000);
    };
    const other = { getSettings: () => ({ deviceId: 'document camera' }) };
    session.cameraOpened(makeTrack());
    session.cameraOpened(makeTrack(other));
    for (let second = 0; second < 3; second++) await shows(0);
    expect(sources.map(({ track }) => track.getSettings().deviceId)).toEqual(['camera', 'document camera']);
    await shows(0);
    expect(sources.at(-1)!.track.getSettings().deviceId).toBe('camera');
    // It stays there while it sees a face.
    for (let second = 0; second < 10; second++) await shows(1);
    expect(sources).toHaveLength(3);
    expect(states()).not.toContain('camera-off');
  });

  it('stays with its camera where the other one is off, or is the same device', async () => {
    session.cameraOpened(makeTrack({ enabled: false, getSettings: () => ({ deviceId: 'other' }) }));
    session.cameraOpened(makeTrack());
    const track = makeTrack();
    session.cameraOpened(track);
    const before = sources.length;
    for (let second = 0; second < 30; second++) {
      link().events.onMessage({ type: 'reading', reading: makeReading(Date.now(), 0) });
      await pass(1000);
    }
    expect(sources).toHaveLength(before);
    expect(sources.at(-1)!.track).toBe(track);
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

  it('tells the analysis when the camera goes off, and serves the open request when it is back', async () => {
    const track = makeTrack();
    session.cameraOpened(track);
    link().events.onMessage({ type: 'state', state: { kind: 'watching' } });
    track.enabled = false;
    await pass(500);
    link().events.onMessage(PULL);
    expect(link().send.mock.calls).toEqual([[{ type: 'camera-off' }]]);
    expect(session.snapshot().state).toEqual({ kind: 'camera-off' });
    track.enabled = true;
    await pass(500);
    expect(session.snapshot().state).toEqual({ kind: 'watching' });
    expect(sources[0]!.reads).toHaveLength(1);
    expect(links).toHaveLength(1);
  });

  it('shows and keeps nothing that arrives for a camera that is off by now', async () => {
    const track = makeTrack();
    session.cameraOpened(track);
    track.enabled = false;
    await pass(500);
    link().events.onMessage({ type: 'reading', reading: makeReading(100_000) });
    link().events.onMessage({ type: 'reaction', reaction: REACTION });
    expect(seen.onReading).not.toHaveBeenCalled();
    expect(seen.onReaction).not.toHaveBeenCalled();
    expect(session.snapshot()).toMatchObject({ state: { kind: 'camera-off' }, reactions: [] });
  });

  it('closes the link while paused, reads nothing, and opens a new one after', async () => {
    session.cameraOpened(makeTrack());
    link().events.onMessage(PULL);
    session.setPaused(true);
    expect(link().dispose).toHaveBeenCalledOnce();
    expect(session.snapshot().state).toEqual({ kind: 'paused' });
    sources[0]!.reads[0]!.resolve(null);
    await pass(3000);
    expect(sources[0]!.reads).toHaveLength(1);
    session.setPaused(null);
    expect(links).toHaveLength(2);
    for (const { send } of links) expect(send).not.toHaveBeenCalled();
    expect(states()).toEqual(['loading', 'paused', 'loading']);
  });

  it('reads nothing while the user presents, says why, and goes on afterwards', () => {
    session.setPresenting(true);
    expect(states()).toEqual([]);
    session.cameraOpened(makeTrack());
    expect(links).toEqual([]);
    expect(states()).toEqual(['presenting']);
    session.setPresenting(false);
    expect(links).toHaveLength(1);
    link().events.onMessage({ type: 'reaction', reaction: { ...REACTION, asks: true } });
    session.setPresenting(true);
    expect(link().dispose).toHaveBeenCalledOnce();
    expect(session.snapshot().asked).toBeUndefined();
    session.setPaused(true);
    session.setPresenting(false);
    expect(states()).toEqual(['presenting', 'loading', 'presenting', 'paused']);
  });

  it('reads nothing while the page keeps the card from the user, says why, and goes on afterwards', () => {
    session.setUnseen('covered');
    expect(states()).toEqual([]);
    session.cameraOpened(makeTrack());
    expect(links).toEqual([]);
    expect(states()).toEqual(['unseen']);
    session.setUnseen('removed');
    expect(session.snapshot().state).toEqual({ kind: 'unseen', reason: 'removed' });
    expect(states()).toEqual(['unseen', 'unseen']);
    session.setUnseen(null);
    expect(links).toHaveLength(1);
    session.setUnseen('blocked');
    expect(link().dispose).toHaveBeenCalledOnce();
    session.setPaused(true);
    session.setUnseen(null);
    expect(states()).toEqual(['unseen', 'unseen', 'loading', 'unseen', 'paused']);
  });

  it('stays paused when a camera is opened meanwhile', () => {
    session.setPaused(true);
    session.cameraOpened(makeTrack());
    expect(links).toEqual([]);
    // Once more, since the card is there only where a camera is.
    expect(states()).toEqual(['paused', 'paused']);
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
    autoReactions = false;
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
