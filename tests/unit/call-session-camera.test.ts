/** Which camera is read, and when none is. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
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

describe('the camera of a call session', () => {
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
});
