import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, moveInGrid } from '../../src/pages/emoji/grid-keys';
import { SLOT_ROWS, slotName } from '../../src/pages/emoji/words';
import { DEFAULT_EMOJI, SLOTS } from '../../src/shared/emoji/slots';
import { emojiName } from '../../src/shared/emoji/words';

const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
const grid = fc
  .array(fc.integer({ min: 1, max: 45 }), { minLength: 1, maxLength: 5 })
  .chain((sizes) =>
    fc.tuple(fc.constant(sizes), fc.integer({ min: 0, max: sizes.reduce((a, b) => a + b) - 1 })),
  );

describe('arrow keys in a grid of groups', () => {
  it('never leave it, and always move', () => {
    fc.assert(
      fc.property(grid, fc.constantFrom(...KEYS), ([sizes, index], key) => {
        const next = moveInGrid(sizes, index, key);
        if (next === null) return;
        expect(next).not.toBe(index);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(sizes.reduce((a, b) => a + b));
      }),
    );
  });

  it('reach every cell to the right, and every row downwards', () => {
    fc.assert(
      fc.property(grid, ([sizes]) => {
        const walk = (key: string): number[] => {
          const seen = [0];
          for (let at = moveInGrid(sizes, 0, key); at !== null; at = moveInGrid(sizes, at, key))
            seen.push(at);
          return seen;
        };
        const rows = sizes.reduce((sum, size) => sum + Math.ceil(size / COLUMNS), 0);
        expect(walk('ArrowRight')).toHaveLength(sizes.reduce((a, b) => a + b));
        expect(walk('ArrowDown')).toHaveLength(rows);
      }),
    );
  });

  it('go back the way they came, sideways', () => {
    fc.assert(
      fc.property(grid, ([sizes, index]) => {
        const right = moveInGrid(sizes, index, 'ArrowRight');
        if (right !== null) expect(moveInGrid(sizes, right, 'ArrowLeft')).toBe(index);
      }),
    );
  });

  it('keep the column, or take the last of a shorter row', () => {
    expect(moveInGrid([10, 3], 6, 'ArrowDown')).toBe(9);
    expect(moveInGrid([10, 3], 1, 'ArrowDown')).toBe(9);
    expect(moveInGrid([10, 3], 9, 'ArrowDown')).toBe(11);
    expect(moveInGrid([10, 3], 12, 'ArrowUp')).toBe(9);
    expect(moveInGrid([10, 3], 0, 'ArrowUp')).toBeNull();
    expect(moveInGrid([10, 3], 0, 'x')).toBeNull();
    expect(moveInGrid([], 0, 'ArrowRight')).toBeNull();
  });
});

describe('words', () => {
  it('list every slot once, with a name of its own', () => {
    const listed = SLOT_ROWS.flatMap(({ slots }) => slots);
    expect([...listed].sort()).toEqual([...SLOTS].sort());
    expect(new Set(SLOTS.map(slotName)).size).toBe(SLOTS.length);
    expect(slotName('happy.slight')).toBe('Happy, slight');
    expect(slotName('happy+surprised')).toBe('Happy surprise');
  });

  it('name every default', () => {
    expect(Object.values(DEFAULT_EMOJI).map(emojiName)).not.toContain(emojiName('0'));
  });
});
