import { describe, expect, it } from 'vitest';
import { seenByOthers } from '../../src/call/others-see';
import { DEFAULT_AVATAR } from '../../src/shared/avatar/choice';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';

const off = DEFAULT_SETTINGS.outputs;
const fox = { ...DEFAULT_AVATAR, figure: 'fox' } as const;

describe('what others see', () => {
  it('is the camera while EmojiGen does not draw', () => {
    expect(seenByOthers(off, fox, 'ours', 'camera')).toBe('camera');
    expect(seenByOthers({ ...off, video: true }, fox, null, null)).toBe('camera');
    expect(seenByOthers({ ...off, mask: 'blur' }, fox, 'camera', 'camera')).toBe('camera');
  });

  it('is with a mask what the last picture showed', () => {
    for (const shown of ['avatar', 'mask', 'blurred', 'held', 'black'] as const) {
      expect(seenByOthers({ ...off, mask: 'hold' }, fox, 'ours', shown)).toBe(shown);
    }
  });

  it('is covered before the first picture', () => {
    expect(seenByOthers({ ...off, mask: 'blur' }, fox, 'ours', null)).toBe('blurred');
    expect(seenByOthers({ ...off, mask: 'hold' }, fox, 'ours', null)).toBe('black');
  });

  it('is black, never the face, if nothing can be drawn with a mask on', () => {
    expect(seenByOthers({ ...off, mask: 'hold' }, fox, 'failed', 'avatar')).toBe('black');
    expect(seenByOthers({ ...off, mask: 'hold' }, fox, 'unable', null)).toBe('black');
    expect(seenByOthers({ ...off, video: true }, fox, 'failed', 'camera')).toBe('camera');
  });

  it('names emoji and companion in the picture', () => {
    expect(seenByOthers({ ...off, video: true }, fox, 'ours', 'camera')).toBe('reactions');
    expect(seenByOthers(off, { ...fox, companion: true }, 'ours', 'companion')).toBe('companion');
  });
});
