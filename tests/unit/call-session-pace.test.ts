/** When pictures are taken, where the call tab's own timers are on time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  chosen,
  endSession,
  link,
  makeReading,
  newSession,
  PULL,
  pass,
  session,
  sources,
} from './support/call-session-stage';
import { makeTrack } from './support/camera';
import { makeFrame } from './support/frame';

beforeEach(newSession);
afterEach(endSession);

describe('a call session that can wait by itself', () => {
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
    chosen.canWait = false;
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
