import { describe, expect, it } from 'vitest';
import { ownAndOthers } from '../../src/analysis/face/full-frame-check';
import type { Landmark, Rect } from '../../src/shared/types';

const corners = ({ x, y, width, height }: Rect): Landmark[] => [
  { x, y, z: 0 },
  { x: x + width, y: y + height, z: 0 },
];
const faceOf = (box: Rect) => ({ box, landmarks: corners(box) });
const OWN = { x: 800, y: 300, width: 120, height: 160 };
const SMALL = { x: 100, y: 200, width: 80, height: 100 };

describe('a look around', () => {
  it('keeps the own face where it was if it is too small to be found', () => {
    expect(ownAndOthers(faceOf(OWN), [])).toEqual([corners(OWN)]);
    expect(ownAndOthers(faceOf(OWN), [corners(SMALL)])).toEqual([corners(OWN), corners(SMALL)]);
  });

  it('takes the own face from where it is now, the others after it', () => {
    const moved = { ...OWN, x: OWN.x + 20 };
    expect(ownAndOthers(faceOf(OWN), [corners(SMALL), corners(moved)])).toEqual([
      corners(moved),
      corners(SMALL),
    ]);
  });

  it('finds that somebody clearly larger is the user now, and nobody of about the same size', () => {
    const larger = { x: 200, y: 100, width: 220, height: 300 };
    expect(ownAndOthers(faceOf(OWN), [corners(OWN), corners(larger)])).toBeNull();
    expect(ownAndOthers(faceOf(OWN), [corners(larger)])).toBeNull();
    const alike = { x: 200, y: 100, width: 130, height: 170 };
    expect(ownAndOthers(faceOf(OWN), [corners(OWN), corners(alike)])).toHaveLength(2);
  });
});
