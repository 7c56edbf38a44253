import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGrowth } from '../../src/analysis/temporal/growth';
import { createReactions } from '../../src/call/reactions/reactions';
import { growPop, type Pop } from '../../src/shared/emoji/pops';
import { INTENSITIES, type Intensity } from '../../src/shared/emoji/slots';
import type { Reaction } from '../../src/shared/types';

const FIRED = { expression: 'happy', time: 1000 } as const;

describe('a reaction that grows', () => {
  /** Feeds intensities at a frame rate; the moments at which it grew, with what it became. */
  function grow(scenes: readonly (readonly [Intensity, number])[], fps = 10) {
    const growth = createGrowth();
    growth.begin(FIRED, scenes[0]![0]);
    const grown: [number, Intensity][] = [];
    let time = FIRED.time;
    for (const [intensity, ms] of scenes) {
      for (const end = time + ms; time < end - 1e-6; ) {
        time += 1000 / fps;
        if (growth.update('happy', intensity, time)) grown.push([time - FIRED.time, intensity]);
      }
    }
    return grown;
  }

  it('becomes what the face does by the time it has settled, at any frame rate', () => {
    const scenes = [
      ['slight', 400],
      ['strong', 2000],
    ] as const;
    for (const fps of [5, 10, 30]) {
      const grown = grow(scenes, fps);
      expect(grown.map(([, intensity]) => intensity)).toEqual(['strong']);
      expect(grown[0]![0]).toBeLessThanOrEqual(400 + 250 + 2000 / fps);
    }
  });

  it('does not follow a mouth that opens for a moment, nor what comes seconds later', () => {
    expect(
      grow([
        ['clear', 400],
        ['strong', 200],
        ['clear', 1000],
      ]),
    ).toEqual([]);
    expect(
      grow([
        ['clear', 2600],
        ['strong', 3000],
      ]),
    ).toEqual([]);
  });

  it('never shrinks, and is over with its expression', () => {
    const step = fc.tuple(fc.constantFrom(...INTENSITIES), fc.constantFrom(100, 300, 600));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (scenes) => {
        const levels = [scenes[0]![0], ...grow(scenes).map(([, level]) => level)].map((x) =>
          INTENSITIES.indexOf(x),
        );
        levels.slice(1).forEach((level, i) => {
          expect(level).toBeGreaterThan(levels[i]!);
        });
      }),
    );
    const growth = createGrowth();
    growth.begin(FIRED, 'slight');
    expect(growth.update('neutral', 'slight', 1100)).toBeNull();
    expect(growth.update('happy', 'strong', 1200)).toBeNull();
    expect(growth.update('happy', 'strong', 1600)).toBeNull();
  });
});

describe('in a call', () => {
  const reaction: Reaction = {
    time: 1000,
    expression: 'happy',
    confidence: 0.9,
    emoji: '1f642',
    slot: 'happy.slight',
  };
  const grown: Reaction = { ...reaction, emoji: '1f602', slot: 'happy.strong', grew: true };
  function makeCall(mode: 'auto' | 'ask' = 'auto') {
    const shown: Reaction[] = [];
    const changed: Reaction[] = [];
    const asked: (Reaction | null)[] = [];
    const askedAnew: Reaction[] = [];
    const reactions = createReactions({
      ...{ now: () => 1500, autoReactions: () => true, mode: () => mode },
      onReaction: (each) => shown.push(each),
      onGrown: (each) => changed.push(each),
      onAsk: (each) => asked.push(each),
      onAskGrown: (each) => askedAnew.push(each),
    });
    return { reactions, shown, changed, asked, askedAnew };
  }

  it('it stays one reaction, which has changed', () => {
    const { reactions, shown, changed } = makeCall();
    reactions.offer(reaction);
    reactions.offer(grown);
    expect(shown).toEqual([reaction]);
    const { grew: _, ...plain } = grown;
    expect(changed).toEqual([plain]);
    expect(reactions.kept).toEqual([plain]);
  });

  it('nothing grows that was not shown, or that the user called wrong', () => {
    const { reactions, changed } = makeCall();
    reactions.offer(grown);
    reactions.offer(reaction);
    reactions.markWrong(1000);
    reactions.offer(grown);
    expect(changed).toEqual([]);
    expect(reactions.kept).toEqual([{ ...reaction, wrong: true }]);
  });

  it('a question about it asks about the stronger one, once, and a yes sends that', () => {
    const { reactions, shown, changed, asked, askedAnew } = makeCall('ask');
    reactions.offer(reaction);
    reactions.offer({ ...grown, time: 999 });
    expect(reactions.asked).toEqual(reaction);
    reactions.offer(grown);
    const { grew: _, ...plain } = grown;
    expect(reactions.asked).toEqual(plain);
    expect(askedAnew).toEqual([plain]);
    expect(asked).toEqual([reaction]);
    reactions.sendNow(null, 0);
    expect(shown.map(({ emoji }) => emoji)).toEqual(['1f602']);
    expect(asked.at(-1)).toBeNull();
    // What was sent does not grow any more.
    reactions.offer(grown);
    expect([changed, askedAnew.length, reactions.asked]).toEqual([[], 1, null]);
  });

  it('its emoji on show changes where it stands', () => {
    const pops: readonly Pop[] = [
      { id: 1, emoji: '1f642', slot: 0, until: 3000, time: 1000 },
      { id: 2, emoji: '1f632', slot: 1, until: 3500, time: 1400 },
    ];
    expect(growPop(pops, grown)).toEqual([{ ...pops[0], emoji: '1f602' }, pops[1]]);
  });
});
