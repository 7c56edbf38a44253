import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporalFilter } from '../../src/analysis/temporal';
import { createSpeakingDetector } from '../../src/analysis/temporal/speaking';
import { createVoiceMeter } from '../../src/analysis/temporal/voice';
import { faceOf } from './support/faces';

const ROOM = 0.002;
const SPEECH = 0.06;

/** Milliseconds of voice heard in the last two seconds, after levels that come `fps` times a second. */
function hear(level: (time: number) => number | undefined, seconds: number, fps = 10): number {
  const meter = createVoiceMeter();
  let heard = 0;
  for (let n = 0; n <= seconds * fps; n++)
    heard = meter.update(level((n * 1000) / fps), 50_000 + (n * 1000) / fps);
  return heard;
}
/** Syllables: loud for 250 ms, quiet for 120. */
const talk = (time: number): number => (time % 370 < 250 ? SPEECH : ROOM);

describe('the voice meter', () => {
  it('hears somebody who talks, at any frame rate, and not a quiet room', () => {
    for (const fps of [10, 20, 30]) {
      expect(hear(talk, 4, fps)).toBeGreaterThan(700);
      expect(hear(() => ROOM, 10, fps)).toBe(0);
      expect(hear(() => 0, 10, fps)).toBe(0);
    }
    expect(hear(() => undefined, 10)).toBe(0);
  });

  it('takes a steady sound for the room after a while, and a voice above it for one', () => {
    const fan = 0.03;
    expect(hear(() => fan, 10)).toBe(0);
    expect(hear((t) => (t < 2000 ? ROOM : fan), 40)).toBe(0);
    expect(hear((t) => (talk(t) === SPEECH ? 0.3 : fan), 4)).toBeGreaterThan(700);
  });

  it('forgets a word soon', () => {
    expect(hear((t) => (t < 3000 ? talk(t) : ROOM), 6)).toBe(0);
  });

  it('never gives more than its window, whatever comes', () => {
    const step = fc.record({
      level: fc.oneof(fc.double(), fc.double({ min: 0, max: 1 }), fc.constant(undefined)),
      wait: fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.constant(Number.NaN)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const meter = createVoiceMeter();
        let time = 0;
        for (const { level, wait } of steps) {
          time += Number.isNaN(wait) ? 0 : wait;
          const heard = meter.update(level, Number.isNaN(wait) ? wait : time);
          expect(heard).toBeGreaterThanOrEqual(0);
          expect(heard).toBeLessThanOrEqual(2250);
        }
      }),
    );
  });
});

describe('speaking with a voice', () => {
  it('needs fewer movements of the mouth, and none at all after a second of voice', () => {
    const detector = createSpeakingDetector();
    const openings = [0.02, 0.1, 0.02];
    const at = (voice: number): boolean => {
      detector.reset();
      return openings.map((opening, i) => detector.update(opening, i * 150, voice)).at(-1)!;
    };
    expect(at(0)).toBe(false);
    expect(at(400)).toBe(true);
    detector.reset();
    expect(detector.update(0.02, 0, 1200)).toBe(true);
  });

  /** A calm face, then a smile at two seconds; when the reaction comes, in milliseconds after the smile. */
  function smile(voice: (time: number) => number | undefined): number | undefined {
    const filter = createTemporalFilter();
    for (let t = 0; t <= 6000; t += 100) {
      // A smile that anybody sees, but no plain one: that fires also in a sentence.
      const happy = faceOf('happy', { mouthToEye: 1.02 }, 0.95);
      const seen = { ...(t < 2000 ? faceOf('neutral') : happy), voice: voice(t) };
      if (filter.update(seen, t).fires) return t - 2000;
    }
    return undefined;
  }

  it('holds back a smile in the middle of a sentence, and not a laugh out of silence', () => {
    const silent = smile(() => undefined)!;
    expect(silent).toBeLessThanOrEqual(600);
    expect(smile(() => ROOM)).toBe(silent);
    // The laugh is as loud as speech, but begins with the smile.
    expect(smile((t) => (t < 2000 ? ROOM : talk(t)))).toBe(silent);
    // How much later depends on how plain the smile is (speech-pace.ts).
    expect(smile(talk)).toBeGreaterThan(silent);
  });
});
