import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMAGE_IDS } from '../../src/shared/emoji/emoji-settings';
import {
  checkFile,
  checkSize,
  ImageError,
  MOST_BYTES,
  MOST_SIDE,
  type NewImage,
  type OwnImage,
  parseNewImage,
  parseOwnImages,
  withImage,
} from '../../src/shared/emoji/own-images';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
const image: NewImage = { name: 'cat.gif', dataUrl: PIXEL };

describe('an own image', () => {
  it('is taken as it is', () => {
    expect(parseNewImage(structuredClone({ ...image, more: 1 }))).toEqual(image);
  });

  it.each([
    ['a drawing with scripts', 'data:image/svg+xml;base64,PHN2Zy8+'],
    ['a page', 'data:text/html;base64,PGI+'],
    ['an address', 'https://example.org/cat.png'],
    ['a script', 'javascript:alert(1)'],
    ['text behind the picture', `${PIXEL}"onerror`],
    ['a second line', `${PIXEL}\n`],
    ['nothing', 'data:image/png;base64,'],
    ['text that is not base64', 'data:image/png,hello'],
  ])('is not %s', (_, dataUrl) => {
    expect(parseNewImage({ ...image, dataUrl })).toBeNull();
  });

  it('has a limit', () => {
    const of = (bytes: number) =>
      parseNewImage({
        name: 'x',
        dataUrl: `data:image/png;base64,${Buffer.alloc(bytes).toString('base64')}`,
      });
    expect(of(MOST_BYTES)).not.toBeNull();
    expect(of(MOST_BYTES + 100)).toBeNull();
  });

  it('has a name for people, not too long', () => {
    expect(parseNewImage({ ...image, name: '  ' })?.name).toBe('Image');
    expect(parseNewImage({ ...image, name: 'x'.repeat(500) })?.name).toHaveLength(60);
  });

  it('is never made of anything else', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        (value) => void expect(parseNewImage(value)).toBeNull(),
      ),
    );
  });
});

describe('the kept images', () => {
  it('have ids of their own, as many as may be', () => {
    let kept: readonly OwnImage[] = [];
    for (const _ of IMAGE_IDS) kept = withImage(kept, image);
    expect(kept.map(({ id }) => id)).toEqual(IMAGE_IDS);
    expect(() => withImage(kept, image)).toThrow(ImageError);
    const freed = kept.filter(({ id }) => id !== 'own-3');
    expect(withImage(freed, image).at(-1)?.id).toBe('own-3');
    expect(parseOwnImages(structuredClone(kept))).toEqual(kept);
  });

  it('are read without the damaged ones', () => {
    const good = { id: 'own-1', ...image };
    const bad = [null, 7, { ...good, id: 'own-77' }, { ...good, id: '__proto__' }, { ...good, dataUrl: 'x' }];
    expect(parseOwnImages([...bad, good, good])).toEqual([good]);
    fc.assert(fc.property(fc.anything(), (value) => void expect(parseOwnImages(value)).toEqual([])));
  });
});

describe('a chosen file', () => {
  it.each(['image/png', 'image/webp', 'image/jpeg', 'image/gif'])('may be %s', (type) => {
    checkFile(type, MOST_BYTES);
    checkSize(MOST_SIDE, 1);
  });

  it('is refused with a reason', () => {
    expect(() => checkFile('image/svg+xml', 10)).toThrow('PNG');
    expect(() => checkFile('image/png', MOST_BYTES + 1)).toThrow('201 KB');
    expect(() => checkSize(0, 0)).toThrow('empty');
    expect(() => checkSize(Number.NaN, 5)).toThrow('empty');
    expect(() => checkSize(20, 600)).toThrow('20 × 600');
  });
});
