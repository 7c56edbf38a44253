import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANNOUNCE_GAP,
  ANNOUNCE_SETTLE,
  type Announcement,
  dueAt,
  offer,
  SILENT,
  take,
} from '../../src/call/overlay/announce';

const announcement: fc.Arbitrary<Announcement> = fc.record({
  kind: fc.constantFrom('state', 'reaction'),
  text: fc.constantFrom('a', 'b', 'c'),
});
const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 5000 }), announcement), { maxLength: 40 });

interface Told extends Announcement {
  readonly at: number;
}

/** Plays the offers (pause before each, offer) with an alarm that rings when it is due; then runs it out. */
function play(events: readonly (readonly [number, Announcement])[]): Told[] {
  const told: Told[] = [];
  let announcer = SILENT;
  const ring = (until: number) => {
    for (let due = dueAt(announcer); due !== null && due <= until; due = dueAt(announcer)) {
      const kind = announcer.waiting!.kind;
      const taken = take(announcer, due);
      expect(taken.text).not.toBeNull();
      told.push({ kind, text: taken.text!, at: due });
      announcer = taken.announcer;
    }
  };
  let now = 0;
  for (const [pause, announcement] of events) {
    ring(now + pause);
    now += pause;
    announcer = offer(announcer, announcement, now);
  }
  ring(Number.POSITIVE_INFINITY);
  return told;
}

const state = (text: string): Announcement => ({ kind: 'state', text });
const reaction = (text: string): Announcement => ({ kind: 'reaction', text });

describe('announcements', () => {
  it('keep their distance', () => {
    fc.assert(
      fc.property(events, (events) => {
        const told = play(events);
        for (let i = 1; i < told.length; i += 1) {
          expect(told[i]!.at - told[i - 1]!.at).toBeGreaterThanOrEqual(ANNOUNCE_GAP);
        }
      }),
    );
  });

  it('never tell a state twice in a row', () => {
    fc.assert(
      fc.property(events, (events) => {
        const states = play(events).filter(({ kind }) => kind === 'state');
        for (let i = 1; i < states.length; i += 1) expect(states[i]!.text).not.toBe(states[i - 1]!.text);
      }),
    );
  });

  it('leave the listener with the state that stays', () => {
    fc.assert(
      fc.property(events, announcement, (events, last) => {
        const final = { ...last, kind: 'state' as const };
        const told = play([...events, [0, final]]).filter(({ kind }) => kind === 'state');
        expect(told.at(-1)?.text).toBe(final.text);
      }),
    );
  });

  it('give nothing before its time', () => {
    fc.assert(
      fc.property(announcement, (announcement) => {
        const announcer = offer(SILENT, announcement, 1000);
        const due = dueAt(announcer)!;
        expect(take(announcer, due - 1)).toEqual({ announcer, text: null });
      }),
    );
  });

  it('pass over a state that flickers', () => {
    const flicker = [
      [0, state('watching')],
      [9000, state('no face')],
      [ANNOUNCE_SETTLE - 1, state('watching')],
    ] as const;
    expect(play(flicker).map(({ text }) => text)).toEqual(['watching']);
  });

  it('tell a reaction at once, and the same one again later', () => {
    const told = play([
      [100, reaction('happy')],
      [8000, reaction('happy')],
    ]);
    expect(told.map(({ at }) => at)).toEqual([100, 8100]);
  });
});
