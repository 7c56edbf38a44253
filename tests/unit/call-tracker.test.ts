import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CallTrack,
  IDLE_AFTER,
  LEFT_AFTER,
  NO_CALL,
  SETTLED_AFTER,
  SILENT_AFTER,
  type SiteObservation,
  trackCall,
} from '../../src/call/sites/call-tracker';

type Step = readonly [milliseconds: number, phase: SiteObservation['phase'], camera: boolean, place?: string];

/** The events of a run of looks, each `milliseconds` after the one before. */
function events(...steps: readonly Step[]): (string | null)[] {
  let track: CallTrack = NO_CALL;
  let now = 0;
  return steps.map(([wait, phase, camera, place = '/a']) => {
    now += wait;
    const next = trackCall(track, { phase, camera, place }, now);
    track = next.track;
    return next.event;
  });
}

describe('when a call begins and ends', () => {
  it('from the start page over the lobby into the call, out of it, and in again', () => {
    expect(
      events(
        [0, 'away', false],
        [1000, 'lobby', true],
        [1000, 'unknown', true],
        [1000, 'call', true],
        [1000, 'call', false],
        [1000, 'away', false],
        [LEFT_AFTER, 'away', false],
        [1000, 'lobby', true],
        [1000, 'call', true],
      ),
    ).toEqual([null, null, null, 'began', null, null, 'ended', null, 'began']);
  });

  it('a camera that is switched off in the place that the site went to with it open is only off', () => {
    const joined: Step[] = [
      [0, 'unknown', true, '/'],
      [1000, 'unknown', true, '/room'],
      [SETTLED_AFTER, 'unknown', true, '/room'],
    ];
    expect(events(...joined, [1000, 'unknown', false, '/room'], [60_000, 'unknown', false, '/room'])).toEqual(
      [...[null, null, null], ...[null, null]],
    );
    // A site that goes elsewhere and then closes the camera has left the call.
    expect(
      events(
        ...joined,
        [1000, 'unknown', true, '/'],
        [500, 'unknown', false, '/'],
        [LEFT_AFTER, 'unknown', false, '/'],
      ),
    ).toEqual([...[null, null, null], null, null, 'faded']);
  });

  it('is not ended by a page that is built anew in the middle of it', () => {
    expect(events([0, 'call', true], [1000, 'lobby', true], [LEFT_AFTER - 1, 'call', true])).toEqual([
      'began',
      null,
      null,
    ]);
    expect(events([0, 'call', true], [60_000, 'unknown', true], [60_000, 'call', true])).toEqual([
      'began',
      null,
      null,
    ]);
  });

  it('is ended by silence only with the camera closed', () => {
    expect(events([0, 'call', true], [0, 'unknown', true], [10 * SILENT_AFTER, 'unknown', true])).toEqual([
      'began',
      null,
      null,
    ]);
    expect(events([0, 'call', true], [0, 'unknown', false], [SILENT_AFTER, 'unknown', false])).toEqual([
      'began',
      null,
      'ended',
    ]);
  });

  it('survives a camera break where the page never tells, but not a change of place without it', () => {
    expect(
      events([0, 'unknown', true], [1000, 'unknown', false], [IDLE_AFTER - 1, 'unknown', false]),
    ).toEqual([null, null, null]);
    expect(events([0, 'unknown', true], [1000, 'unknown', false], [IDLE_AFTER, 'unknown', false])).toEqual([
      null,
      null,
      'faded',
    ]);
    expect(
      events(
        [0, 'unknown', true, '/room'],
        [1000, 'unknown', false, '/'],
        [LEFT_AFTER, 'unknown', false, '/'],
      ),
    ).toEqual([null, null, 'faded']);
    expect(events([0, 'unknown', true, '/room'], [10 * IDLE_AFTER, 'unknown', true, '/chat'])).toEqual([
      null,
      null,
    ]);
  });

  it('begins and ends in turn, whatever is seen', () => {
    const look = fc.record({
      phase: fc.constantFrom<SiteObservation['phase']>('call', 'lobby', 'away', 'unknown'),
      camera: fc.boolean(),
      place: fc.constantFrom('/a', '/b'),
      wait: fc.nat(2 * IDLE_AFTER),
    });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 60 }), (looks) => {
        let track: CallTrack = NO_CALL;
        let now = 0;
        let calls = 0;
        for (const { wait, ...seen } of looks) {
          now += wait;
          const before = track.kind;
          const { track: next, event } = trackCall(track, seen, now);
          if (event === 'began') {
            expect(before).not.toBe('call');
            calls++;
          }
          if (event === 'faded') expect([before, seen.phase]).toEqual(['camera', 'unknown']);
          if (event === 'ended' || event === 'faded') {
            expect(before).not.toBe('idle');
            expect(seen.phase).not.toBe('call');
            expect(next).toEqual(NO_CALL);
          }
          expect(next.kind === 'call').toBe(seen.phase === 'call' || (before === 'call' && event === null));
          track = next;
        }
        expect(calls).toBeLessThanOrEqual(looks.length);
      }),
    );
  });
});
