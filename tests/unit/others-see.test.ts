import { describe, expect, it } from 'vitest';
import { seenByOthers } from '../../src/call/others-see';
import { DEFAULT_AVATAR } from '../../src/shared/avatar/choice';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';

const off = DEFAULT_SETTINGS.outputs;
const still = { ...DEFAULT_AVATAR, figure: 'still' } as const;
const fox = { ...DEFAULT_AVATAR, figure: 'fox' } as const;

describe('what others see', () => {
  it('is the camera while EmojiGen does not draw', () => {
    expect(seenByOthers(off, fox, 'ours', true)).toBe('camera');
    expect(seenByOthers({ ...off, video: true }, fox, null, true)).toBe('camera');
    expect(seenByOthers({ ...off, mask: 'blur' }, fox, 'camera', true)).toBe('camera');
  });

  it('is the chosen figure over the face, and the chosen cover without a face', () => {
    for (const [mask, cover] of [
      ['blur', 'blurred'],
      ['hold', 'held'],
      ['black', 'black'],
    ] as const) {
      expect(seenByOthers({ ...off, mask }, fox, 'ours', true)).toBe('avatar');
      expect(seenByOthers({ ...off, mask }, still, 'ours', true)).toBe('mask');
      expect(seenByOthers({ ...off, mask }, fox, 'ours', false)).toBe(cover);
    }
  });

  it('is black, never the face, if nothing can be drawn with a mask on', () => {
    expect(seenByOthers({ ...off, mask: 'hold' }, fox, 'failed', true)).toBe('black');
    expect(seenByOthers({ ...off, video: true }, fox, 'failed', true)).toBe('camera');
  });

  it('names emoji and companion in the picture', () => {
    expect(seenByOthers({ ...off, video: true }, fox, 'ours', true)).toBe('reactions');
    expect(seenByOthers(off, { ...fox, companion: true }, 'ours', false)).toBe('companion');
  });
});
