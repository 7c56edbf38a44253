import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCameraClaims } from '../../src/call/camera/camera-claims';

describe('the frame that has the camera', () => {
  it('is never beaten by its own word, however late that comes', () => {
    let time = 1;
    const frame = createCameraClaims('a', () => time);
    const first = frame.claim();
    time = 2;
    const second = frame.claim();
    expect(frame.isBeatenBy(first)).toBe(false);
    expect(frame.isBeatenBy(second)).toBe(false);
  });

  it('is exactly one once all have heard all, in whatever order they claim and hear', () => {
    const claim = fc.record({ frame: fc.nat(3), time: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(claim, { minLength: 1, maxLength: 12 }), (claims) => {
        let time = 0;
        const frames = ['a', 'b', 'c', 'd'].map((id) => createCameraClaims(id, () => time));
        const said = claims
          .toSorted((one, other) => one.time - other.time)
          .map((each) => {
            time = each.time + 1;
            return { ...each, word: frames[each.frame]!.claim() };
          });
        const claimed = new Set(claims.map(({ frame }) => frame));
        const left = [...claimed].filter((n) => !said.some(({ word }) => frames[n]!.isBeatenBy(word)));
        expect(left).toHaveLength(1);
      }),
    );
  });
});
