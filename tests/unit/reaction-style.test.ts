import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReactionStyle } from '../../src/call/reaction-style';
import { DEFAULT_EMOJI_CHOICE } from '../../src/emoji/choice';
import { DEFAULT_EMOJI, SLOTS } from '../../src/emoji/slots';
import type { Reaction, Reading } from '../../src/types';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
const REACTION: Reaction = {
  time: 50_000,
  expression: 'happy',
  confidence: 0.9,
  emoji: '1f604',
  slot: 'happy.clear',
};
const reading = (time: number, winked?: boolean): Reading => ({
  time,
  faces: [],
  expression: 'neutral',
  confidence: 0.9,
  dwell: 0,
  ...(winked === undefined ? {} : { winked }),
  took: { face: 1, emotion: 1, total: 2 },
});

function style({ wink = false, ...emoji }: Partial<typeof DEFAULT_EMOJI_CHOICE> & { wink?: boolean } = {}) {
  const made = createReactionStyle((path) => `ext:${path}`);
  made.apply({ emoji: { ...DEFAULT_EMOJI_CHOICE, ...emoji }, advanced: { wink } });
  return made;
}

describe('a reaction', () => {
  it('has the emoji that the user chose for its place, and is otherwise as it was', () => {
    const made = style({ custom: { 'happy.clear': '1f44d' }, skinTone: 'light' });
    expect(made.dress(REACTION)).toEqual({ ...REACTION, emoji: '1f44d-1f3fb' });
    expect(made.dress({ ...REACTION, slot: 'happy.strong' }).emoji).toBe('1f602');
  });

  it('is left alone without a place, or with an unknown one', () => {
    const { slot: _, ...bare } = REACTION;
    const made = style({ custom: { 'happy.clear': '1f44d' } });
    expect(made.dress(bare)).toEqual(bare);
    expect(made.dress({ ...REACTION, slot: 'bored' })).toEqual({ ...REACTION, slot: 'bored' });
  });

  it('shows the defaults before the settings are known', () => {
    const made = createReactionStyle((path) => path);
    for (const slot of SLOTS) expect(made.dress({ ...REACTION, slot }).emoji).toBe(DEFAULT_EMOJI[slot]);
    expect(made.gestureIn(reading(1, true))).toBeNull();
  });

  it('shows an own image as long as it is there', () => {
    const made = style({ custom: { 'happy.clear': 'own-1' } });
    expect(made.dress(REACTION)).toEqual(REACTION);
    made.setImages([{ id: 'own-1', name: 'cat', dataUrl: PIXEL }]);
    expect(made.dress(REACTION)).toEqual({ ...REACTION, image: 'own-1' });
    expect(made.pictureUrl('own-1')).toBe(PIXEL);
    made.setImages([]);
    expect(made.dress(REACTION)).toEqual(REACTION);
    expect(made.pictureUrl('own-1')).toBe('');
  });

  it('is a picture of the set, or text', () => {
    expect(style().pictureUrl('1f604')).toBe('ext:/emoji/1f604.webp');
    expect(style({ set: 'system' }).pictureUrl('1f604')).toBe('');
  });
});

describe('a wink', () => {
  it('reacts where the user wants it, and not otherwise', () => {
    expect(style({ wink: true }).gestureIn(reading(10_000, true))).toMatchObject({
      time: 10_000,
      slot: 'wink',
      emoji: '1f609',
    });
    expect(style({ wink: false }).gestureIn(reading(10_000, true))).toBeNull();
    expect(style({ wink: true }).gestureIn(reading(10_000))).toBeNull();
  });

  it('never comes within four seconds of another reaction', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3000), fc.boolean()), { maxLength: 60 }), (steps) => {
        const made = style({ wink: true });
        let time = 1e12;
        let last = Number.NEGATIVE_INFINITY;
        for (const [later, smiles] of steps) {
          time += later;
          if (smiles) {
            made.dress({ ...REACTION, time });
            last = time;
            continue;
          }
          const wink = made.gestureIn(reading(time, true));
          expect(wink !== null).toBe(time - last >= 4000);
          if (wink) {
            made.dress(wink);
            last = time;
          }
        }
      }),
    );
  });
});
