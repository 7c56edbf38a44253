import { describe, expect, it } from 'vitest';
import { createReactionStyle } from '../../src/call/reactions/reaction-style';
import { DEFAULT_EMOJI_SETTINGS } from '../../src/shared/emoji/emoji-settings';
import { DEFAULT_EMOJI, SLOTS } from '../../src/shared/emoji/slots';
import type { Reaction } from '../../src/shared/types';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
const REACTION: Reaction = {
  time: 50_000,
  expression: 'happy',
  confidence: 0.9,
  emoji: '1f604',
  slot: 'happy.clear',
};

function style(emoji: Partial<typeof DEFAULT_EMOJI_SETTINGS> = {}) {
  const made = createReactionStyle((path) => `ext:${path}`);
  made.apply({ emoji: { ...DEFAULT_EMOJI_SETTINGS, ...emoji } });
  return made;
}

describe('a reaction', () => {
  it('has the emoji that the user chose for its place, and is otherwise as it was', () => {
    const made = style({ custom: { 'happy.clear': '1f44d' }, skinTone: 'light' });
    expect(made.withChosenEmoji(REACTION)).toEqual({ ...REACTION, emoji: '1f44d-1f3fb' });
    expect(made.withChosenEmoji({ ...REACTION, slot: 'happy.strong' }).emoji).toBe('1f602');
  });

  it('is left alone without a place, or with an unknown one', () => {
    const { slot: _, ...bare } = REACTION;
    const made = style({ custom: { 'happy.clear': '1f44d' } });
    expect(made.withChosenEmoji(bare)).toEqual(bare);
    expect(made.withChosenEmoji({ ...REACTION, slot: 'bored' })).toEqual({ ...REACTION, slot: 'bored' });
  });

  it('shows the defaults before the settings are known', () => {
    const made = createReactionStyle((path) => path);
    for (const slot of SLOTS)
      expect(made.withChosenEmoji({ ...REACTION, slot }).emoji).toBe(DEFAULT_EMOJI[slot]);
  });

  it('shows an own image as long as it is there', () => {
    const made = style({ custom: { 'happy.clear': 'own-1' } });
    expect(made.withChosenEmoji(REACTION)).toEqual(REACTION);
    made.setImages([{ id: 'own-1', name: 'cat', dataUrl: PIXEL }]);
    expect(made.withChosenEmoji(REACTION)).toEqual({ ...REACTION, image: 'own-1' });
    expect(made.pictureUrl('own-1')).toBe(PIXEL);
    made.setImages([]);
    expect(made.withChosenEmoji(REACTION)).toEqual(REACTION);
    expect(made.pictureUrl('own-1')).toBe('');
  });

  it('is a picture of the set, or text', () => {
    expect(style().pictureUrl('1f604')).toBe('ext:/emoji/1f604.webp');
    expect(style({ set: 'system' }).pictureUrl('1f604')).toBe('');
  });
});
